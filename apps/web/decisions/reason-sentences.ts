import type { Schemas } from '../api/api.js';

type ReasonCode = Schemas['DecisionReasonDto']['code'];

/** What the letter says first of a reason, in Japanese as all of it; the last kind has no sentence of its own. */
export const reasonSentences: Readonly<Record<'reduce' | 'reject', Readonly<Record<ReasonCode, string>>>> = {
  reduce: {
    'not-covered': '補償の対象とならない部分を差し引いてお支払いします。',
    'not-proven': 'お送りいただいた資料で確認できない部分を差し引いてお支払いします。',
    'not-necessary': '必要かつ有益と認められない部分を差し引いてお支払いします。',
    'other-incident': 'この事故によるものと認められない部分を差し引いてお支払いします。',
    duplicate: 'ほかの費用のご請求と重複する部分を差し引いてお支払いします。',
    'other-insurance': 'ほかの保険からお支払いのある部分を差し引いてお支払いします。',
    'compensated-by-vendor': '事業者から補償を受けた部分を差し引いてお支払いします。',
    other: '',
  },
  reject: {
    'not-covered': '補償の対象とならないため、お支払いできません。',
    'not-proven': 'お送りいただいた資料で確認できないため、お支払いできません。',
    'not-necessary': '必要かつ有益と認められないため、お支払いできません。',
    'other-incident': 'この事故によるものと認められないため、お支払いできません。',
    duplicate: 'ほかの費用のご請求と重複するため、お支払いできません。',
    'other-insurance': 'ほかの保険からお支払いがあるため、お支払いできません。',
    'compensated-by-vendor': '事業者から補償を受けたため、お支払いできません。',
    other: '',
  },
};
