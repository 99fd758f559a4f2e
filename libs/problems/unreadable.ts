import type { Unreadable } from '#kernel';
import type { ProblemCode } from './problem-codes.js';

/** The code for the reason why a text cannot be read; `otherwise` for a word that is not in its list. */
export const unreadableCode = ({ reason }: Unreadable, otherwise: ProblemCode): ProblemCode =>
  reason === 'value' ? otherwise : `values.${reason}`;
