import { laneOf } from '#coverage';
import { type Tx } from '#database';
import type { Phase } from '#incidents';
import { dayInJapan, laneNames, type CodedText, type Lane } from '#kernel';
import { isAdjuster, notLeftAt } from '#people';
import { codedText, Problem } from '#problems';
import { isAbsent, lineCovers } from '#staffing';
import { answerWords as words } from './pre-approval-words.js';
import { committedInEach } from './pre-approval-limits.js';
import { isUrgent, type PreApprovalRow } from './pre-approval.js';
import type { PreApprovalEntity } from './pre-approval.entity.js';

/** The actor who answers, with what the rules look at. Whole yen. */
export interface Answerer {
  readonly as: 'support' | 'adjuster' | 'senior-adjuster';
  /** They made the request themselves. */
  readonly hasAsked: boolean;
  /** They belong to the institution that asks. */
  readonly ownInstitution: boolean;
  readonly phase: Phase;
  /** null: a refusal. */
  readonly ceiling: number | null;
  readonly authorityYen: number;
  /** Approved lines and open pre-approvals of the case and lane. */
  readonly committedYen: number;
  readonly lane: Lane;
  readonly onDuty: boolean;
  /** An adjuster of the lane, or a senior adjuster, is on duty. */
  readonly adjustersOnDuty: boolean;
  /** What the desk may pre-approve in a case, and what it has. */
  readonly deskYen: number;
  readonly deskGivenYen: number;
  /** The names of the senior adjusters who are on call now. */
  readonly onCall: readonly string[];
}

/**
 * What prevents an answer. An adjuster: their authority in the lane, with what the case has already. The desk: it
 * answers outside the adjusters' duty hours, in suspicion and investigation, up to its own authority. Empty: nothing.
 */
export function answerMissing(who: Answerer): CodedText[] {
  if (who.hasAsked) return [codedText('decisions.separation')];
  if (who.ownInstitution) return [codedText('decisions.own-institution')];
  return who.as === 'support' ? deskMissing(who) : authorityMissing(who);
}

function authorityMissing({ ceiling, authorityYen, committedYen, lane }: Answerer): CodedText[] {
  const total = committedYen + (ceiling ?? 0);
  if (ceiling === null || total <= authorityYen) return [];
  return [words.authorityNeeded(laneNames[lane], Math.max(0, authorityYen - committedYen))];
}

function deskMissing(who: Answerer): CodedText[] {
  const { phase, ceiling, deskYen, deskGivenYen, onCall } = who;
  return [
    ...when(!isUrgent(phase), words.adjustersOnly),
    ...when(who.adjustersOnDuty, words.adjustersOnDuty),
    ...when(!who.onDuty, words.notOnDuty),
    ...when(
      ceiling !== null && deskGivenYen + ceiling > deskYen,
      words.onCallNeeded(Math.max(0, deskYen - deskGivenYen), onCall),
    ),
  ];
}

const when = (missing: boolean, text: CodedText): CodedText[] => (missing ? [text] : []);

/** The senior adjusters on call now, for requests outside duty hours. */
async function onCallNow(tx: Tx): Promise<readonly { readonly name: string }[]> {
  return tx.rows<{ name: string }>(
    `SELECT DISTINCT p.id, p.display_name AS name FROM roster r JOIN person p ON p.id = r.person_id
      WHERE ${lineCovers('$1::timestamptz', 'on-call')}
        AND ${notLeftAt('$1::timestamptz')}
        AND NOT ${isAbsent('p.id', '$1::timestamptz')}
        ORDER BY name, id`,
    [tx.now],
  );
}

type Asked = Pick<
  PreApprovalRow,
  'id' | 'incident_id' | 'institution_id' | 'category' | 'phase' | 'requested_by' | 'amount_yen'
>;

/**
 * The actor as the one who answers this request with so much. Throws `access.forbidden`, `decisions.own-institution`.
 */
export async function answererOf(
  tx: Tx,
  asked: Asked,
  { ceiling, deskYen }: { readonly ceiling: number | null; readonly deskYen: number },
): Promise<Answerer> {
  const who = (await answerersOf(tx, [asked], deskYen)).get(asked.id);
  if (!who) throw new Problem('access.forbidden');
  if (who.ownInstitution) throw new Problem('decisions.own-institution');
  return { ...who, ceiling };
}

/**
 * The actor as the one who answers each of these requests with what it asks for, by their ids; empty for a reader who
 * may answer none.
 */
export async function answerersOf(
  tx: Tx,
  asked: readonly Asked[],
  deskYen: number,
): Promise<ReadonlyMap<string, Answerer>> {
  if (asked.length === 0) return new Map();
  const { actor, now } = tx;
  const today = dayInJapan(now);
  const places = asked.map((one) => ({
    ...one,
    incidentId: one.incident_id,
    lane: laneOf(one.category, { lawyer: false }),
  }));
  const [rows, committed, onCall] = await tx.together([
    tx.rows<{
      id: PreApprovalEntity['id'];
      roles: string[];
      own: boolean;
      authority: number;
      on_duty: boolean;
      adjusters: boolean;
      desk_given: number;
    }>(
      `SELECT asked.id, h.roles, coalesce(p.institution_id = asked.institution_id, false) AS own,
         authority_of(p.id, asked.lane, $2) AS authority,
              h.on_duty, l.adjusters,
              (SELECT coalesce(sum(a.ceiling_yen), 0)::bigint
                 FROM pre_approval a
                WHERE a.incident_id = asked.incident_id
                    AND a.answered_as = 'support'
                    AND a.state = 'pre-approved') AS desk_given
         FROM person p
        CROSS JOIN LATERAL (
              SELECT (
                  SELECT coalesce(array_agg(g.role), '{}')
                  FROM confirmed_role g
                  WHERE g.person_id = p.id) AS roles,
                     EXISTS (SELECT FROM roster r WHERE r.person_id = p.id AND ${lineCovers('$3::timestamptz')})
                         AND NOT ${isAbsent('p.id', '$3::timestamptz')} AS on_duty) h
        CROSS JOIN jsonb_to_recordset($4::jsonb) AS asked(id uuid, institution_id uuid, incident_id uuid, lane text)
         JOIN LATERAL (SELECT ${adjustersOnDuty('asked.lane', '$2::date', '$3::timestamptz')} AS adjusters) l ON true
        WHERE p.id = $1`,
      [
        actor.id,
        today,
        now,
        JSON.stringify(
          places.map(({ id, institution_id, incident_id, lane }) => ({ id, institution_id, incident_id, lane })),
        ),
      ],
    ),
    committedInEach(tx, places),
    onCallNow(tx),
  ]);
  const names = onCall.map(({ name }) => name);
  return new Map(
    rows.flatMap((row): [string, Answerer][] => {
      const one = places.find(({ id }) => id === row.id);
      const as = (['senior-adjuster', 'adjuster', 'support'] as const).find((role) => row.roles.includes(role));
      if (!one || !as) return [];
      const { phase, lane, requested_by, amount_yen: ceiling, incidentId } = one;
      return [
        [
          row.id,
          {
            as,
            hasAsked: requested_by === actor.id,
            ownInstitution: row.own,
            phase,
            ceiling,
            authorityYen: row.authority,
            committedYen: committed({ incidentId, lane }),
            lane,
            onDuty: row.on_duty,
            adjustersOnDuty: row.adjusters,
            deskYen,
            deskGivenYen: row.desk_given,
            onCall: names,
          },
        ],
      ];
    }),
  );
}

// adjusters with the skill of the lane, and senior adjusters
const adjustersOnDuty = (lane: string, day: string, at: string): string =>
  `EXISTS (SELECT FROM person q JOIN roster r ON r.person_id = q.id
     WHERE ${lineCovers(at)}
       AND (q.left_at IS NULL OR q.left_at > ${at})
       AND NOT ${isAbsent('q.id', at)}
       AND ${isAdjuster('q.id')}
       AND (EXISTS (
           SELECT
           FROM skill s
           WHERE s.person_id = q.id
               AND s.lane = ${lane}
               AND s.from_on <= ${day}
               AND (s.to_on IS NULL OR s.to_on > ${day}))
         OR EXISTS (
             SELECT
             FROM confirmed_role h
             WHERE h.person_id = q.id AND h.role = 'senior-adjuster')))`;
