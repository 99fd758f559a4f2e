import type { CodedText } from '#kernel';

export const answerMissing: CodedText = {
  code: 'incidents.attack-answer-missing',
  textJa: 'サイバー攻撃があったかどうかを、先に記録してください。',
  textEn: 'Record first whether there was a cyber attack.',
};

export const investigationMissing: CodedText = {
  code: 'incidents.investigation-not-started',
  textJa: '調査を開始してから、この段階に進んでください。',
  textEn: 'Start the investigation before this phase.',
};

export const claimMissing: CodedText = {
  code: 'incidents.claim-missing',
  textJa: '第三者からの損害賠償請求があったことを、先に記録してください。',
  textEn: 'Record first that a third party has made a claim.',
};
