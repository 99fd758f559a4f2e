/** What a line of the stream is about; each has a tab. */
export const streamKinds = ['calls', 'messages', 'notes', 'moves', 'support', 'facts', 'money', 'papers'] as const;
export type StreamKind = (typeof streamKinds)[number];

/** By how the kind of a timeline line begins; the first that fits holds. */
const beginnings: readonly (readonly [RegExp, StreamKind])[] = [
  [/^(call-|acknowledged-by-telephone$|outlook-correction-called$)/, 'calls'],
  [/^(message-)/, 'messages'],
  [/^(note-)/, 'notes'],
  [/^(support-)/, 'support'],
  [/^(facts-)/, 'facts'],
  [/^(mail-|letter-|document-|evidence-|information-|late-arrival-|sent-to-merged$)/, 'papers'],
  [/^(expense|decision-|reversal-|assessment-|repayment-|false-facts-|payment-|clock-|completion-|claimant-)/, 'money'],
  [/^(insurer-cost-|duplicate-|exchange-|pre-approval-|work-item|lead-alerted$)/, 'money'],
];

/** The tab of a line of the timeline; what has no tab of its own is a move of the case. */
export const streamKindOf = (kind: string): StreamKind =>
  beginnings.find(([beginning]) => beginning.test(kind))?.[1] ?? 'moves';
