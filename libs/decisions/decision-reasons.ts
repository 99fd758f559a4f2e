import type { Basis, Statement } from './decision-basis.js';

export { reasonCodes, type DecisionReason, type NamedArticle } from '#expenses';

/** What a proposal rested on, kept with it. */
export type KeptBasis = Pick<Basis, 'request' | 'requestHash' | 'line' | 'limits'> &
  Partial<Pick<Basis, 'lessYen'>> & { readonly statement?: Statement };
