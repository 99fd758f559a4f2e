/** Why an amount may differ from the assessed one. */
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

/** One reason for a difference from the assessed amount, in yen. */
export interface DecisionReason {
  readonly code: (typeof reasonCodes)[number];
  readonly amount: number | null;
  readonly text: string;
}

/** An article of the policy wording that a signer named. */
export interface NamedArticle {
  /** The rule it answers to; null: the decision as a whole. */
  readonly rule: string | null;
  readonly article: string;
}
