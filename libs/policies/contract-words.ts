import type { Words } from '#kernel';

/** A policyholder's contract for its members, or for the policyholder alone. */
export const groupPolicy: Words = { ja: '団体契約', en: 'a group policy' };
export const noGroupPolicy: Words = { ja: '団体契約ではない', en: 'no group policy' };
