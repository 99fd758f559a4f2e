import type { Declaration } from '#queue';

declare module '#database' {
  interface EventPayloads {
    /** Something was promised, paid or released of a period's limits: what its open cases can still get has changed. */
    'limits.posted': { readonly policyId: string; readonly institutionId: string };
  }
}

export const limitsEvents: Declaration = {
  domain: 'limits',
  events: { 'limits.posted': ['policyId', 'institutionId'] },
};
