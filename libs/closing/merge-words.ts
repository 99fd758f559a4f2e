import type { CodedText } from '#kernel';

/** Why a case with a decision cannot be merged into another one. */
export const decidedAlready: CodedText = {
  code: 'incidents.merge-decided',
  textJa:
    'この事案の費用について、すでに判断が始まっています。反対に、もう一方の事案をこの事案に統合できないかお確かめください。',
  textEn:
    'Something was already decided on an expense of this case. See whether the other case can be merged into this one.',
};
