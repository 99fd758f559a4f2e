import type { CodedText } from '#kernel';
import type { Facts } from './facts.dto.js';

export const flagCodes = [
  'incidents.discovered-in-future',
  'incidents.occurred-in-future',
  'incidents.occurred-after-discovered',
  'incidents.suspicion-in-future',
  'incidents.system-stop-ends-before-start',
  'incidents.policy-number-not-found',
] as const;
export type FlagCode = (typeof flagCodes)[number];

export interface FactFlag {
  code: FlagCode;
  /** JSON pointer into the report, '/systemStop/to' */
  pointer: string;
}

export interface FlagContext {
  reportedAt: string;
  /** When these facts were stated, where that is later than the report. */
  learnedAt?: string;
  /** Null where no number was given; false for an unknown number and for another institution's alike. */
  policyNumberKnown: boolean | null;
}

export function flagsOf(facts: Facts, { reportedAt, learnedAt, policyNumberKnown }: FlagContext): FactFlag[] {
  const { occurredAt, discoveredAt, suspicion, systemStop } = facts;
  // the reporter has discovered the incident, so both times lie before the report, however late they are corrected; a
  // notice may come later
  const candidates: [boolean, FlagCode, string][] = [
    [isAfter(discoveredAt, reportedAt), 'incidents.discovered-in-future', '/discoveredAt'],
    [isAfter(occurredAt, reportedAt), 'incidents.occurred-in-future', '/occurredAt'],
    [isAfter(occurredAt, discoveredAt), 'incidents.occurred-after-discovered', '/occurredAt'],
    [isAfter(suspicion?.raisedAt, learnedAt ?? reportedAt), 'incidents.suspicion-in-future', '/suspicion/raisedAt'],
    [isAfter(systemStop?.from, systemStop?.to), 'incidents.system-stop-ends-before-start', '/systemStop/to'],
    [policyNumberKnown === false, 'incidents.policy-number-not-found', '/policyNumber'],
  ];
  return candidates.filter(([wrong]) => wrong).map(([, code, pointer]) => ({ code, pointer }));
}

export function flaggedFactNames(flags: readonly FactFlag[]): string[] {
  return [...new Set(flags.map(({ pointer }) => pointer.split('/')[1] ?? ''))];
}

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

function isAfter(later: string | null | undefined, earlier: string | null | undefined): boolean {
  return Boolean(later && earlier) && Date.parse(later ?? '') > Date.parse(earlier ?? '');
}
