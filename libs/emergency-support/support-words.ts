import type { CodedText } from '#kernel';

/**
 * Why requests end with their case: the database ends them, by a withdrawal or merge of any actor (`end_with_case`).
 */
export const endedWithCase: Readonly<Record<'withdrawn' | 'merged', CodedText>> = {
  withdrawn: {
    code: 'incidents.withdrawn',
    textJa: '事案が取り下げられたため、終了しました。',
    textEn: 'Ended because the case was withdrawn.',
  },
  merged: {
    code: 'incidents.merged',
    textJa: '他の事案に統合されたため、終了しました。',
    textEn: 'Ended because the case was merged into another one.',
  },
};

export const caseOver: CodedText = {
  code: 'emergency-support.case-over',
  textJa: '事案が取下げ、統合、またはお支払いの対象外となったため、緊急時サポートを終了しました。',
  textEn: 'The case was withdrawn, merged or declined, so emergency support ended.',
};

export const domesticAndPayable: CodedText = {
  code: 'emergency-support.available',
  textJa: '日本国内の事故で、保険金をお支払いできる見通しのため、緊急時サポートをご利用いただけます。',
  textEn: 'The incident is in Japan and insurance money is expected to be payable: emergency support is available.',
  rule: 'R-SUP-1',
};

export const coverUndecided: CodedText = {
  code: 'emergency-support.cover-undecided',
  textJa: '補償の対象になるかどうかを確認しています。専任スタッフが緊急時サポートの手配を判断します。',
  textEn: 'Whether the incident is covered is still open. A support person decides on emergency support.',
  rule: 'R-SUP-1',
};

export const countryUnknown: CodedText = {
  code: 'emergency-support.country-unknown',
  textJa: '事故が発生した国がまだ分からないため、専任スタッフが緊急時サポートの手配を判断します。',
  textEn: 'The country of the incident is not known yet. A support person decides on emergency support.',
  rule: 'R-TER-3',
};

export const overseasWithEffect: CodedText = {
  code: 'emergency-support.overseas-with-domestic-effect',
  textJa: '日本国外の事故ですが、国内の施設に影響があるため、専任スタッフが緊急時サポートの手配を判断します。',
  textEn:
    'The incident is outside Japan with an effect on a facility in Japan. A support person decides ' +
    'on emergency support.',
  rule: 'R-TER-3',
};

export const overseasOnly: CodedText = {
  code: 'emergency-support.overseas-incident',
  textJa:
    '日本国外の事故で、国内の施設への影響が確認されていないため、緊急時サポートの対象外です。費用のご請求は、保険金サービス担当者が引き続き承ります。',
  textEn:
    'The incident is outside Japan and no effect on a facility in Japan is recorded, so emergency ' +
    'support is not available. Adjusters continue to handle the expenses.',
  rule: 'R-TER-3',
};

export const notAvailable: CodedText = {
  code: 'emergency-support.not-available',
  textJa:
    '保険金をお支払いできる事故に当たらない見通しのため、緊急時サポートをご利用いただけません。費用のご請求は、保険金サービス担当者が引き続き承ります。',
  textEn:
    'Insurance money is not expected to be payable, so emergency support is not available. Adjusters ' +
    'continue to handle the expenses.',
  rule: 'R-SUP-1',
};
