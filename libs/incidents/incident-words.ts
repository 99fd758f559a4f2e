import type { CodedText } from '#kernel';

export const severityMissing: CodedText = {
  code: 'incidents.severity-missing',
  textJa: '緊急度を設定してください。',
  textEn: 'Set the severity.',
};

export const causeMissing: CodedText = {
  code: 'incidents.cause-missing',
  textJa: '事故の原因（サイバー攻撃、情報漏えいなど）を入力してください。',
  textEn: 'Enter the cause of the incident (cyber attack, information leak and so on).',
};

export const countryMissing: CodedText = {
  code: 'incidents.country-missing',
  textJa: '事故が発生した国を入力してください。',
  textEn: 'Enter the country in which the incident happened.',
};

export const policyUnmatched: CodedText = {
  code: 'incidents.policy-unmatched',
  textJa: 'ご契約を特定するか、「該当する契約なし」と記録してください。',
  textEn: 'Match the policy, or record that none was found.',
};

export const outlookPending: CodedText = {
  code: 'incidents.outlook-pending',
  textJa: '補償の見通しを計算しています。結果が出てから、もう一度操作してください。',
  textEn: 'The coverage outlook is being computed. Try again when it is there.',
};

export const adjusterInChargeMissing: CodedText = {
  code: 'incidents.adjuster-in-charge-missing',
  textJa: 'この事案の保険金サービス担当者を決めてください。',
  textEn: 'Assign the adjuster in charge of this case.',
};

export const moneyHeld: CodedText = {
  code: 'incidents.money-held',
  textJa: 'お支払い予定額が残っています。承認済みの費用の取下げなどで、先に解除してください。',
  textEn: 'Money is still held. Release it first, for instance by withdrawing the approved expenses.',
};

export const moneyConsumed: CodedText = {
  code: 'incidents.money-consumed',
  textJa: 'すでにお支払いした金額があるため、この操作はできません。事案の終了手続きを行ってください。',
  textEn: 'Money has already been paid, so this is not possible. Settle and close the case instead.',
};

export const orderRunning: CodedText = {
  code: 'incidents.order-running',
  textJa: '緊急時サポートの手配が進行中です。先に手配を完了するか、取り下げてください。',
  textEn: 'Emergency support is under way. Complete or withdraw it first.',
};
