import type { Declaration } from '#queue';

declare module '#database' {
  interface EventPayloads {
    /** Entered, renewed, ended, premises or parameters: belongs to the institution, to no case. */
    'policy.changed': { readonly policyId: string; readonly institutionId: string };
  }
}

export const policiesEvents: Declaration = {
  domain: 'policies',
  events: { 'policy.changed': ['policyId', 'institutionId'] },
};
