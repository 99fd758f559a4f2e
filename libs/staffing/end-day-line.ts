import { type Tx } from '#database';
import { dayInJapan } from '#kernel';
import { Problem } from '#problems';
import { dayEndingRefusal, endOf } from './day-line.js';
import type { DayLineTable } from './day-line.store.js';
import type { DayEndingDto } from './desk.dto.js';

interface LineRow {
  readonly subject: string;
  readonly from_on: string;
  readonly to_on: string | null;
}

const words: Readonly<Record<DayLineTable, string>> = {
  authority: 'authority',
  skill: 'skill',
  team_member: 'team-member',
  agency_client: 'agency-client',
};

/**
 * Ends an authority, a skill, a membership of a team or an agency's acting for a client; what it was until then stays.
 * All four are matters of the insurer. Throws `requests.not-found`, `parties.for-oneself` and the codes of
 * `dayEndingRefusal`.
 */
export async function endDayLine(tx: Tx, table: DayLineTable, id: string, { on, reason }: DayEndingDto): Promise<void> {
  const subject = table === 'agency_client' ? `'agency:' || agency_id` : `'person:' || person_id`;
  // the line alone is locked: a new one for the same days is looked at under its end, old or new
  const line = await tx.one<LineRow>(
    `SELECT ${subject} AS subject, from_on, to_on FROM ${table} WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (!line) throw new Problem('requests.not-found');
  if (['authority', 'skill'].includes(table) && line.subject === `person:${tx.actor.id}`)
    throw new Problem('parties.for-oneself');
  const period = { from: line.from_on, to: line.to_on };
  const refusal = dayEndingRefusal(period, on, dayInJapan(tx.now));
  if (refusal) throw new Problem(refusal, { errors: [{ pointer: '/on', code: refusal }] });
  const to = endOf(period, on);
  await tx.rows(`UPDATE ${table} SET to_on = $2 WHERE id = $1`, [id, to]);
  tx.record('insurer', {
    audit: {
      action: `${words[table]}.ended`,
      subject: line.subject,
      before: { id, ...period },
      after: { to },
      reason: reason ?? null,
    },
  });
}
