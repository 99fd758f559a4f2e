import type { Words } from '#kernel';

/** The stored states; the shown ones also say whether an approval is used or has lapsed. */
export const storedPreApprovalStates = ['requested', 'pre-approved', 'refused', 'withdrawn'] as const;
export type StoredPreApprovalState = (typeof storedPreApprovalStates)[number];
export const preApprovalStates = [...storedPreApprovalStates, 'used', 'lapsed'] as const;
export type PreApprovalState = (typeof preApprovalStates)[number];

/** What each state is called on the screen. */
export const preApprovalStateNames: Readonly<Record<PreApprovalState, Words>> = {
  requested: { ja: '確認中', en: 'Requested' },
  'pre-approved': { ja: '事前承認済み', en: 'Pre-approved' },
  refused: { ja: '承認できません', en: 'Refused' },
  withdrawn: { ja: '取下げ', en: 'Withdrawn' },
  used: { ja: '請求済み', en: 'Used' },
  lapsed: { ja: '期限切れ', en: 'Lapsed' },
};
