import type { Declaration } from '#queue';

declare module '#database' {
  interface EventPayloads {
    /** Amounts of a period's limits were held, paid or released: its open cases are assessed again. */
    'limits.posted': { readonly policyId: string; readonly institutionId: string };
  }
}

export const limitsEvents: Declaration = {
  domain: 'limits',
  events: { 'limits.posted': ['policyId', 'institutionId'] },
};
