import type { Unreadable } from '#kernel';
import type { ProblemCode } from './problem-codes.js';

/**
 * The code of the sentence that says why a written value cannot be read; `otherwise` where the value is a word of a
 * list.
 */
export const unreadableCode = ({ reason }: Unreadable, otherwise: ProblemCode): ProblemCode =>
  reason === 'value' ? otherwise : `values.${reason}`;
