import type { Words } from '#kernel';

/** What is checked before the first proposal of a case. */
export const checkKinds = [
  'premium-received',
  'declaration-compared',
  'other-insurance',
  'vendor-compensation',
] as const;
export type CheckKind = (typeof checkKinds)[number];

/** What each check is called. */
export const checkNames: Readonly<Record<CheckKind, Words>> = {
  'premium-received': { ja: '事故より前の保険料の領収', en: 'Premium received before the loss' },
  'declaration-compared': { ja: '告知内容と事実の照合', en: 'Declaration compared with the facts' },
  'other-insurance': { ja: '他の保険契約の確認', en: 'Other insurance asked for' },
  'vendor-compensation': { ja: '事業者からの補償の確認', en: 'Compensation by a vendor asked for' },
};
