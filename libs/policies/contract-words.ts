import type { Words } from '#kernel';

/** Of one policyholder for its members, or of the policyholder alone. */
export const groupPolicy: Words = { ja: '団体契約', en: 'a group policy' };
export const noGroupPolicy: Words = { ja: '団体契約ではない', en: 'no group policy' };
