import type { IncidentEntity } from '#incidents';
import { callBackRuns, type NextStepDto, type Promises } from '#intake';

/** The facts of a case that decide the insurer's next act. */
export interface Waiting extends Pick<IncidentEntity, 'state' | 'policy_match' | 'reported_at'> {
  readonly message: boolean;
  readonly amber: boolean;
  readonly asks_consent: boolean;
  readonly unassigned: boolean;
  readonly proposed: boolean;
  readonly call_back: boolean;
  readonly call_tries: number;
  readonly asked: boolean;
  readonly in_work: boolean;
  readonly unpaid: boolean;
}

/** SQL, the columns of `Waiting` for a case in alias `i`. */
export const waitingSql = `${callBackRuns('i')} AS call_back,
  (SELECT count(*) FROM desk_call d WHERE d.incident_id = i.id AND d.outcome = 'not-reached') AS call_tries,
  EXISTS (
      SELECT
      FROM case_message m
      WHERE m.incident_id = i.id AND m.side = 'institution'
        AND NOT EXISTS (SELECT FROM case_message_reading r WHERE r.message_id = m.id)) AS message,
  EXISTS (SELECT FROM support_request s WHERE s.incident_id = i.id AND s.state = 'amber') AS amber,
  EXISTS (SELECT FROM pre_approval a WHERE a.incident_id = i.id AND a.state = 'requested') AS asks_consent,
  EXISTS (SELECT FROM work_item w WHERE w.incident_id = i.id AND w.state = 'unassigned') AS unassigned,
  EXISTS (SELECT FROM expense e WHERE e.incident_id = i.id AND e.state = 'proposed') AS proposed,
  EXISTS (SELECT FROM expense e WHERE e.incident_id = i.id AND e.state = 'information-requested') AS asked,
  EXISTS (
      SELECT
      FROM expense e
      WHERE e.incident_id = i.id AND e.state IN ('submitted','routed','in-review','appealed')) AS in_work,
  EXISTS (SELECT FROM expense e WHERE e.incident_id = i.id AND e.state IN ('approved','scheduled')) AS unpaid`;

interface Act {
  readonly code: string;
  readonly textJa: string;
  readonly textEn: string;
  readonly when: (waiting: Waiting) => boolean;
}

const isOpen = ({ state }: Waiting): boolean => ['triaged', 'open', 'settling'].includes(state);

/** The insurer's next acts: the first whose condition holds is shown. */
const acts: readonly Act[] = [
  {
    code: 'call-back',
    textJa: '折り返しの電話（前の電話は不通）',
    textEn: 'Call back again: not reached before',
    when: ({ call_back, call_tries }) => call_back && call_tries > 0,
  },
  {
    code: 'triage',
    textJa: '折り返しの電話と初動判定',
    textEn: 'Call back and triage',
    when: ({ state, call_back }) => state === 'reported' && call_back,
  },
  { code: 'call-back', textJa: '折り返しの電話', textEn: 'Call back', when: ({ call_back }) => call_back },
  { code: 'triage', textJa: '初動判定', textEn: 'Triage', when: ({ state }) => state === 'reported' },
  {
    code: 'read-message',
    textJa: '医療機関からのメッセージの確認',
    textEn: 'Read a message of the institution',
    when: ({ message }) => message,
  },
  {
    code: 'open',
    textJa: '担当者を決めて対応を開始',
    textEn: 'Name the adjuster and open the case',
    when: ({ state }) => state === 'triaged',
  },
  {
    code: 'match',
    textJa: 'ご契約との照合',
    textEn: 'Match the policy',
    when: (waiting) => isOpen(waiting) && waiting.policy_match !== 'matched',
  },
  {
    code: 'decide-support',
    textJa: '緊急時サポートの判断',
    textEn: 'Decide on emergency support',
    when: (waiting) => isOpen(waiting) && waiting.amber,
  },
  {
    code: 'answer-pre-approval',
    textJa: '支出前のご相談への回答',
    textEn: 'Answer a request for pre-approval',
    when: (waiting) => isOpen(waiting) && waiting.asks_consent,
  },
  {
    code: 'assign',
    textJa: '費用の担当者の割当て',
    textEn: 'Assign an expense',
    when: (waiting) => isOpen(waiting) && waiting.unassigned,
  },
  {
    code: 'countersign',
    textJa: '二次承認',
    textEn: 'Countersign',
    when: (waiting) => isOpen(waiting) && waiting.proposed,
  },
  {
    code: 'review',
    textJa: '費用の確認',
    textEn: 'Review expenses',
    when: (waiting) => isOpen(waiting) && waiting.in_work,
  },
  {
    code: 'await-answer',
    textJa: '医療機関の回答待ち',
    textEn: 'The institution answers',
    when: (waiting) => isOpen(waiting) && waiting.asked,
  },
  { code: 'pay', textJa: 'お支払い', textEn: 'Pay', when: (waiting) => isOpen(waiting) && waiting.unpaid },
];

/** The insurer's next act in a case, with its time where one was promised; null where nothing waits. */
export function nextActOf(waiting: Waiting, { callBackMinutes }: Promises): NextStepDto | null {
  const act = acts.find(({ when }) => when(waiting));
  if (!act) return null;
  const { code, textJa, textEn } = act;
  const promised =
    waiting.call_back && ['call-back', 'triage'].includes(code)
      ? waiting.reported_at.getTime() + callBackMinutes * 60_000
      : null;
  return { code, textJa, textEn, by: promised === null ? null : new Date(promised).toISOString() };
}
