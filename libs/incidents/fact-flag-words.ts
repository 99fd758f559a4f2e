import type { CodedText } from '#kernel';
import type { FlagCode } from './fact-flags.js';

export const flagTexts: Readonly<Record<FlagCode, CodedText>> = {
  'incidents.discovered-in-future': {
    code: 'incidents.discovered-in-future',
    textJa: '発見日時が報告の日時より後になっています。お確かめください。',
    textEn: 'The time of discovery is later than the report. Please check it.',
  },
  'incidents.occurred-in-future': {
    code: 'incidents.occurred-in-future',
    textJa: '発生日時が報告の日時より後になっています。お確かめください。',
    textEn: 'The time of occurrence is later than the report. Please check it.',
  },
  'incidents.occurred-after-discovered': {
    code: 'incidents.occurred-after-discovered',
    textJa: '発生日時が発見日時より後になっています。お確かめください。',
    textEn: 'The time of occurrence is later than the time of discovery. Please check both.',
  },
  'incidents.suspicion-in-future': {
    code: 'incidents.suspicion-in-future',
    textJa: '攻撃のおそれの指摘を受けた日時が未来になっています。お確かめください。',
    textEn: 'The time at which the suspicion was raised lies in the future. Please check it.',
  },
  'incidents.system-stop-ends-before-start': {
    code: 'incidents.system-stop-ends-before-start',
    textJa: 'システムの復旧日時が停止日時より前になっています。お確かめください。',
    textEn: 'The system stop ends before it begins. Please check both times.',
  },
  'incidents.policy-number-not-found': {
    code: 'incidents.policy-number-not-found',
    textJa: 'ご入力の証券番号のご契約を確認できませんでした。番号をお確かめください。専任スタッフも確認いたします。',
    textEn: 'We could not find a policy with this number. Please check it; our support desk is checking too.',
  },
};
