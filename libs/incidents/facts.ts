export const causes = ['cyber-attack', 'information-leak', 'digital-content', 'other-accident'] as const;
export type Cause = (typeof causes)[number];

export const suspicionRaisers = [
  'public-body',
  'security-operations-contractor',
  'other-third-party',
  'own-staff',
  'attacker',
] as const;
export type SuspicionRaiser = (typeof suspicionRaisers)[number];

export const premisesKinds = [
  'insured-facility',
  'outside-facilities',
  'declared-premises',
  'declared-mid-term',
  'undeclared-premises',
  'unknown',
] as const;
export type PremisesKind = (typeof premisesKinds)[number];

export const perpetrators = ['outsider', 'employee', 'director', 'unknown'] as const;
export type Perpetrator = (typeof perpetrators)[number];

export const intents = ['error', 'crime-or-breach-of-trust', 'unknown'] as const;
export type Intent = (typeof intents)[number];

export const systemStopKinds = ['caused', 'voluntary', 'none'] as const;
export type SystemStopKind = (typeof systemStopKinds)[number];

/**
 * How data was leaked: a device or medium was lost, something was sent to the wrong person, something became accessible
 * to others.
 */
export const leakKinds = ['device', 'mis-sent', 'leaked'] as const;
export type LeakKind = (typeof leakKinds)[number];

export const exclusionsToCheckKinds = [
  'war',
  'earthquake',
  'intent',
  'contractual-liability',
  'related-party',
  'fine',
  'other',
] as const;
export type ExclusionToCheck = (typeof exclusionsToCheckKinds)[number];
