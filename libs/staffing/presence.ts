import type { Tx } from '#database';
import { isAdjuster, notLeftAt } from '#people';
import type { RosterKind } from './duty-line.js';

/** SQL, a condition: line `r` of the roster covers a time, on duty or on call. */
export const lineCovers = (at: string, kind: RosterKind = 'duty'): string =>
  `(r.kind = '${kind}' AND r.from_at <= ${at} AND r.to_at > ${at} AND (r.ended_at IS NULL OR r.ended_at > ${at}))`;

/** SQL, a condition: the person is absent at a time, whatever the roster says. */
export const isAbsent = (person: string, at: string): string =>
  `EXISTS (
       SELECT
       FROM absence b
       WHERE b.person_id = ${person}
           AND b.from_at <= ${at}
           AND b.to_at > ${at}
           AND (b.ended_at IS NULL OR b.ended_at > ${at}))`;

/**
 * SQL, a multirange: the times from a given one at which person `p` is on duty: the lines of the roster without
 * absences, until the departure; null for a person without lines.
 */
export const dutyTimes = (from: string): string => `(
  (SELECT range_agg(tstzrange(greatest(r.from_at, ${from}), least(r.to_at, r.ended_at, p.left_at))) FROM roster r
    WHERE r.person_id = p.id
        AND r.kind = 'duty'
        AND least(r.to_at, r.ended_at, p.left_at) > greatest(r.from_at, ${from}))
  - coalesce((SELECT range_agg(tstzrange(b.from_at, least(b.to_at, b.ended_at))) FROM absence b
    WHERE b.person_id = p.id AND least(b.to_at, b.ended_at) > b.from_at), '{}'::tstzmultirange))`;

/** The facts that decide whether a person keeps their items, now by the clock of the database. */
export interface Presence {
  readonly personId: string;
  readonly hasLeft: boolean;
  /** Holds a role of an adjuster in force. */
  readonly adjusts: boolean;
  readonly absent: boolean;
  /** A line of the roster for this time was ended early, and no other line has the person on duty. */
  readonly takenOffDuty: boolean;
}

const at = 'statement_timestamp()';

/** The presences of these people now. */
export async function presencesOf(tx: Tx, personIds: readonly string[]): Promise<Presence[]> {
  return tx.rows<Presence>(
    `SELECT p.id AS "personId", NOT ${notLeftAt(at)} AS "hasLeft", ${isAdjuster('p.id')} AS adjusts,
       ${isAbsent('p.id', at)} AS absent,
       NOT EXISTS (SELECT FROM roster r WHERE r.person_id = p.id AND ${lineCovers(at)})
         AND EXISTS (
             SELECT
             FROM roster r
             WHERE r.person_id = p.id AND r.kind = 'duty' AND r.from_at <= ${at} AND r.to_at > ${at}) AS "takenOffDuty"
       FROM person p WHERE p.id = ANY ($1) ORDER BY p.id`,
    [personIds],
  );
}
