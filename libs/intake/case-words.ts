import type { Words } from '#kernel';
import type { NextStepDto } from './case.dto.js';

type Step = Pick<NextStepDto, 'code' | 'textJa' | 'textEn'>;

export const callBackPromised: Step = {
  code: 'call-back',
  textJa: '専任スタッフからお電話します。',
  textEn: 'Our support desk calls you back.',
};

/** After so many calls that nobody answered. */
export const callBackAgain = (tries: number): Step => ({
  code: 'call-back',
  textJa: `お電話しましたが、つながりませんでした（${tries}回）。あらためてお電話します。`,
  textEn: `We called and did not reach you (${tries}): we call again.`,
});

/** The outlooks of a report that is not assessed yet. */
export const outlookFollows: Step = {
  code: 'coverage-outlook',
  textJa: '補償の見通しと緊急時サポートの見通しを、この画面でお知らせします。',
  textEn: 'The outlook on cover and that on emergency support appear here.',
};

/** Expenses whose state alone says too little. */
export const expenseNames = {
  // it was withdrawn for the lines it was split into
  split: { ja: '分割済み', en: 'Split' },
  // nothing is on its way until another account is known
  cameBack: { ja: 'お振込みできず', en: 'Transfer came back' },
} as const satisfies Record<string, Words>;
