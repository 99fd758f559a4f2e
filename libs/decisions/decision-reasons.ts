import type { Basis, Statement } from './basis.js';

/** Why an amount is another than the assessed one. */
export const reasonCodes = [
  'not-covered',
  'not-proven',
  'not-necessary',
  'other-incident',
  'duplicate',
  'other-insurance',
  'compensated-by-vendor',
  'other',
] as const;

/** Why an amount differs from the assessed one, in yen. */
export interface DecisionReason {
  readonly code: (typeof reasonCodes)[number];
  readonly amount: number | null;
  readonly text: string;
}

/** What a proposal rested on, kept with it. */
export type KeptBasis = Pick<Basis, 'request' | 'requestHash' | 'line' | 'limits'> &
  Partial<Pick<Basis, 'lessYen'>> & { readonly statement?: Statement };

/** An article of the policy wording that somebody named. */
export interface NamedArticle {
  /** The rule it stands for; null: of the decision as a whole. */
  readonly rule: string | null;
  readonly article: string;
}
