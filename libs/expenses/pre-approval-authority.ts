import { laneOf } from '#coverage';
import type { Phase } from '#incidents';
import { dayInJapan, laneNames, type CodedText, type Lane } from '#kernel';
import { adjusts, isAbsent, lineCovers, stillHere } from '#parties';
import { Problem, type Tx } from '#platform';
import { committedIn } from './pre-approval-limits.js';
import { isUrgent, type PreApprovalRow } from './pre-approval.js';

/** Who answers, as the rules look at them. Whole yen. */
export interface Answerer {
  readonly as: 'support' | 'adjuster' | 'senior-adjuster';
  readonly phase: Phase;
  /** null: a refusal. */
  readonly ceiling: number | null;
  readonly authorityYen: number;
  /** Approved lines and open pre-approvals of the case and lane. */
  readonly committedYen: number;
  readonly lane: Lane;
  readonly onDuty: boolean;
  /** Somebody who adjusts in the lane, or a senior-adjuster, is on duty. */
  readonly adjustersOnDuty: boolean;
  /** What the desk may pre-approve in a case, and has. */
  readonly deskYen: number;
  readonly deskGivenYen: number;
  /** Senior-adjusters who are on call now, by name. */
  readonly onCall: readonly string[];
}

/**
 * What stands against an answer: an adjuster's authority in the lane, with what the case has there already; the desk's, outside
 * the duty hours of those who adjust, in suspicion and investigation, up to its own authority. Empty: nothing does.
 */
export function answerMissing(who: Answerer): CodedText[] {
  return who.as === 'support' ? deskMissing(who) : authorityMissing(who);
}

const yen = (value: number): string => value.toLocaleString('ja-JP');

function authorityMissing({ ceiling, authorityYen, committedYen, lane }: Answerer): CodedText[] {
  const total = committedYen + (ceiling ?? 0);
  if (ceiling === null || total <= authorityYen) return [];
  const most = yen(Math.max(0, authorityYen - committedYen));
  return [
    {
      code: 'pre-approvals.authority-needed',
      textJa: `「${laneNames[lane].ja}」でのご自身の決裁権限で承認できるのは、この事案の承認済みの費用と有効な事前承認を除いて、あと${most}円までです。上限額を下げるか、権限のある上席の保険金サービス担当者に依頼してください。`,
      textEn: `Your authority in “${laneNames[lane].en}” leaves ${most} yen after what is approved and pre-approved in this case. Lower the ceiling, or ask a senior adjuster whose authority covers it.`,
    },
  ];
}

function deskMissing(who: Answerer): CodedText[] {
  const { phase, ceiling, deskYen, deskGivenYen, onCall } = who;
  const most = yen(Math.max(0, deskYen - deskGivenYen));
  const names = onCall.length === 0 ? null : onCall.join('、');
  return [
    ...when(!isUrgent(phase), {
      code: 'pre-approvals.adjusters-only',
      textJa:
        '専任スタッフが回答できるのは、「攻撃のおそれ」と「調査」の費用だけです。保険金サービス担当者に依頼してください。',
      textEn: 'The desk answers for suspicion and investigation only. Ask an adjuster.',
    }),
    ...when(who.adjustersOnDuty, {
      code: 'pre-approvals.adjusters-on-duty',
      textJa: '保険金サービス担当者が勤務中です。回答を依頼してください。',
      textEn: 'Adjusters are on duty: ask them to answer.',
    }),
    ...when(!who.onDuty, {
      code: 'pre-approvals.not-on-duty',
      textJa: '勤務表では、あなたは今、勤務時間外です。勤務中の専任スタッフに依頼してください。',
      textEn: 'By the roster you are not on duty now. Ask somebody of the desk who is.',
    }),
    ...when(ceiling !== null && deskGivenYen + ceiling > deskYen, {
      code: 'pre-approvals.on-call-needed',
      textJa: `専任スタッフが承認できるのは、この事案であと${most}円までです。当番の上席の保険金サービス担当者（${names ?? '勤務表に登録なし。上席の責任者に連絡してください'}）に依頼してください。`,
      textEn: `The desk may pre-approve ${most} yen more in this case. Ask the senior adjuster on call (${names ?? 'nobody stands on the roster: call a lead'}).`,
    }),
  ];
}

const when = (missing: boolean, text: CodedText): CodedText[] => (missing ? [text] : []);

/** Who is on call now, for those who need a senior-adjuster outside duty hours. */
async function onCallNow(tx: Tx): Promise<readonly { readonly name: string }[]> {
  return tx.rows<{ name: string }>(
    `SELECT DISTINCT p.id, p.display_name AS name FROM roster r JOIN person p ON p.id = r.person_id
      WHERE ${lineCovers('$1::timestamptz', 'on-call')} AND ${stillHere('$1::timestamptz')} AND NOT ${isAbsent('p.id', '$1::timestamptz')} ORDER BY name, id`,
    [tx.now],
  );
}

/** The actor as somebody who answers this request with so much. Throws `access.forbidden`, `decisions.own-institution`. */
export async function answererOf(
  tx: Tx,
  asked: Pick<PreApprovalRow, 'incident_id' | 'institution_id' | 'category' | 'phase'>,
  { ceiling, deskYen }: { readonly ceiling: number | null; readonly deskYen: number },
): Promise<Answerer> {
  const lane = laneOf(asked.category, { lawyer: false });
  const row = await tx.one<{
    roles: string[];
    own: boolean;
    authority: number;
    on_duty: boolean;
    adjusters: boolean;
    desk_given: number;
  }>(
    `SELECT (SELECT coalesce(array_agg(g.role), '{}') FROM role_grant g WHERE g.person_id = p.id AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL) AS roles,
            coalesce(p.institution_id = $2, false) AS own, authority_of(p.id, $3, $4) AS authority,
            EXISTS (SELECT FROM roster r WHERE r.person_id = p.id AND ${lineCovers('$5::timestamptz')}) AND NOT ${isAbsent('p.id', '$5::timestamptz')} AS on_duty,
            ${adjustersOnDuty('$3', '$4::date', '$5::timestamptz')} AS adjusters,
            (SELECT coalesce(sum(a.ceiling_yen), 0)::bigint FROM pre_approval a WHERE a.incident_id = $6 AND a.answered_as = 'support' AND a.state = 'pre-approved') AS desk_given
       FROM person p WHERE p.id = $1`,
    [tx.actor.id, asked.institution_id, lane, dayInJapan(tx.now), tx.now, asked.incident_id],
  );
  const as = (['senior-adjuster', 'adjuster', 'support'] as const).find((role) => row?.roles.includes(role));
  if (!row || !as) throw new Problem('access.forbidden');
  if (row.own) throw new Problem('decisions.own-institution');
  return {
    as,
    phase: asked.phase,
    ceiling,
    authorityYen: row.authority,
    committedYen: await committedIn(tx, asked.incident_id, lane),
    lane,
    onDuty: row.on_duty,
    adjustersOnDuty: row.adjusters,
    deskYen,
    deskGivenYen: row.desk_given,
    onCall: (await onCallNow(tx)).map(({ name }) => name),
  };
}

// whoever adjusts with the skill of the lane, or decides above it
const adjustersOnDuty = (lane: string, day: string, at: string): string =>
  `EXISTS (SELECT FROM person q JOIN roster r ON r.person_id = q.id
     WHERE ${lineCovers(at)} AND (q.left_at IS NULL OR q.left_at > ${at}) AND NOT ${isAbsent('q.id', at)} AND ${adjusts('q.id')}
       AND (EXISTS (SELECT FROM skill s WHERE s.person_id = q.id AND s.lane = ${lane} AND s.from_on <= ${day} AND (s.to_on IS NULL OR s.to_on > ${day}))
         OR EXISTS (SELECT FROM role_grant h WHERE h.person_id = q.id AND h.role = 'senior-adjuster' AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL)))`;
