import type { Declaration } from '#queue';

declare module '#database' {
  interface EventPayloads {
    /**
     * A period was entered, renewed or ended, or its premises or parameters changed; it belongs to the institution, to
     * no case.
     */
    'policy.changed': { readonly policyId: string; readonly institutionId: string };
  }
}

export const policiesEvents: Declaration = {
  domain: 'policies',
  events: { 'policy.changed': ['policyId', 'institutionId'] },
};
