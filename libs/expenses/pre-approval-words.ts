import { yenInWords, type CodedText, type Words } from '#kernel';

/** Texts about a pre-approval number that a report named without being linked to it. */
export const namedApprovalWords = {
  notFound: (number: string) => ({
    code: 'expenses.named-approval-not-found',
    textJa: `お申し出の事前承認番号「${number}」は、この事案の事前承認としては確認できていません。番号は記録しています。担当者が確認します。`,
    textEn:
      `The pre-approval number ${number} was not found among those of this case. It is kept, and a ` +
      'person looks at it.',
  }),
  elsewhere: (number: string, caseNumber: string) => ({
    code: 'expenses.named-approval-elsewhere',
    textJa:
      `お申し出の事前承認番号「${number}」は、事案 ${caseNumber} の事前承認です。同じ事故の報告であれば、費目と期限が合うとき、` +
      '事案の統合のあとにこの明細の事前承認として扱います。',
    textEn:
      `The pre-approval ${number} was given in case ${caseNumber}. If both tell of one event, it ` +
      'counts for this line once the cases are merged, where category and day fit.',
  }),
  otherCategory: (number: string) => ({
    code: 'expenses.named-approval-other-category',
    textJa: `お申し出の事前承認番号「${number}」は、別の費目の事前承認です。この明細の事前承認としては扱っていません。`,
    textEn: `The pre-approval ${number} was given for another category: it does not count for this line.`,
  }),
  lapsed: (number: string) => ({
    code: 'expenses.named-approval-lapsed',
    textJa: `お申し出の事前承認番号「${number}」は、この費用が発生した日には期限が過ぎていました。この明細の事前承認としては扱っていません。`,
    textEn: `The pre-approval ${number} had lapsed when this cost was incurred: it does not count for this line.`,
  }),
  notLinked: (number: string) => ({
    code: 'expenses.named-approval-not-linked',
    textJa: `お申し出の事前承認番号「${number}」は、この事案の事前承認です。この明細にはまだ結び付けていません。担当者が確認します。`,
    textEn:
      `The pre-approval ${number} is one of this case. It is not linked to this line yet; a person ` + 'looks at it.',
  }),
  late: (number: string) => ({
    code: 'expenses.named-approval-late',
    textJa: `お申し出の事前承認番号「${number}」は、この明細の判断が始まったあとに、この事案の事前承認と分かりました。担当者が確認します。`,
    textEn:
      `The pre-approval ${number} was found to be of this case after the decision on this line had ` +
      'begun. A person looks at it.',
  }),
} satisfies Record<string, (...names: never[]) => CodedText>;

/** A line within what its pre-approval has left (yen). */
export function withinApproval(restYen: number): CodedText {
  const rest = yenInWords(restYen);
  return {
    code: 'expenses.within-approval',
    textJa: `事前承認の残り${rest.ja}の範囲内です。`,
    textEn: `Within the ${rest.en} that are left of the pre-approval.`,
  };
}

/** A line above what its pre-approval has left, by so much (yen). */
export function aboveApproval(restYen: number, aboveYen: number): CodedText {
  const [rest, above] = [yenInWords(restYen), yenInWords(aboveYen)];
  return {
    code: 'expenses.above-approval',
    textJa: `事前承認の残りは${rest.ja}です。${above.ja}が残りを超えるため、この明細は事前承認の対象として扱わず、担当者が個別に確認します。`,
    textEn:
      `${rest.en} are left of the pre-approval, and the line is ${above.en} above ` +
      'it: it does not count as pre-approved, and a person decides.',
  };
}

/** What prevents an answer to a request for pre-approval. Figures are whole yen. */
export const answerWords = {
  authorityNeeded: (lane: Words, mostYen: number) => ({
    code: 'pre-approvals.authority-needed',
    textJa:
      `「${lane.ja}」でのご自身の決裁権限で承認できるのは、この事案の承認済みの費用と有効な事前承認を除いて、あと${yenInWords(mostYen).ja}までです。上限額を下げるか、` +
      '権限のある上席の保険金サービス担当者に依頼してください。',
    textEn:
      `Your authority in “${lane.en}” leaves ${yenInWords(mostYen).en} after what is approved and ` +
      'pre-approved in this case. Lower the ceiling, or ask a senior adjuster whose authority covers ' +
      'it.',
  }),
  adjustersOnly: {
    code: 'pre-approvals.adjusters-only',
    textJa:
      '専任スタッフが回答できるのは、「攻撃のおそれ」と「調査」の費用だけです。保険金サービス担当者に依頼してください。',
    textEn: 'The desk answers for suspicion and investigation only. Ask an adjuster.',
  },
  adjustersOnDuty: {
    code: 'pre-approvals.adjusters-on-duty',
    textJa: '保険金サービス担当者が勤務中です。回答を依頼してください。',
    textEn: 'Adjusters are on duty: ask them to answer.',
  },
  notOnDuty: {
    code: 'pre-approvals.not-on-duty',
    textJa: '勤務表では、あなたは今、勤務時間外です。勤務中の専任スタッフに依頼してください。',
    textEn: 'By the roster you are not on duty now. Ask somebody of the desk who is.',
  },
  onCallNeeded: (mostYen: number, onCall: readonly string[]) => {
    const names = onCall.length === 0 ? null : onCall.join('、');
    return {
      code: 'pre-approvals.on-call-needed',
      textJa: `専任スタッフが承認できるのは、この事案であと${yenInWords(mostYen).ja}までです。当番の上席の保険金サービス担当者（${names ?? '勤務表に登録なし。上席の責任者に連絡してください'}）に依頼してください。`,
      textEn:
        `The desk may pre-approve ${yenInWords(mostYen).en} more in this case. Ask the senior adjuster on call ` +
        `(${names ?? 'nobody stands on the roster: call a lead'}).`,
    };
  },
} satisfies Record<string, CodedText | ((...figures: never[]) => CodedText)>;

/** Notes on a pre-approval. Figures are whole yen. */
export const approvalNotes = {
  aboveLimit: (exceedsYen: number) => ({
    code: 'pre-approvals.above-limit',
    textJa: `支払限度額の残りを${yenInWords(exceedsYen).ja}超えます。超える部分は貴院のご負担です。`,
    textEn:
      `It is ${yenInWords(exceedsYen).en} above what is left of the limit. What is above it is borne by your ` +
      'institution.',
  }),
  limitNotKnown: {
    code: 'pre-approvals.limit-not-known',
    textJa: 'ご契約を確認できていないため、支払限度額の残りはまだお示しできません。',
    textEn: 'What is left of the limit cannot be said yet, because the policy is not established.',
  },
  reservesNothing: {
    code: 'pre-approvals.reserves-nothing',
    textJa: '支払限度額を確保するものではありません。',
    textEn: 'It reserves nothing of the limit.',
  },
  coverUndecided: {
    code: 'pre-approvals.cover-undecided',
    textJa: '補償の対象となるかは別に判断します。',
    textEn: 'Whether it is covered is decided separately.',
  },
} satisfies Record<string, CodedText | ((...figures: never[]) => CodedText)>;
