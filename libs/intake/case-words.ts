import type { Words } from '#kernel';
import type { NextStepDto } from './case.dto.js';

type Step = Pick<NextStepDto, 'code' | 'textJa' | 'textEn'>;

export const callBackPromised: Step = {
  code: 'call-back',
  textJa: '専任スタッフからお電話します。',
  textEn: 'Our support desk calls you back.',
};

/** The step after this many calls that nobody answered. */
export const callBackAgain = (tries: number): Step => ({
  code: 'call-back',
  textJa: `お電話しましたが、つながりませんでした（${tries}回）。あらためてお電話します。`,
  textEn: `We called and did not reach you (${tries}): we call again.`,
});

/** The step of a report that is not assessed yet. */
export const outlookFollows: Step = {
  code: 'coverage-outlook',
  textJa: '補償の見通しと緊急時サポートの見通しを、この画面でお知らせします。',
  textEn: 'The outlook on cover and that on emergency support appear here.',
};

/** Names of expenses whose state alone is not clear enough. */
export const expenseNames = {
  // withdrawn, because it was split into other lines
  split: { ja: '分割済み', en: 'Split' },
  // no transfer is made until another account is known
  cameBack: { ja: 'お振込みできず', en: 'Transfer came back' },
} as const satisfies Record<string, Words>;
