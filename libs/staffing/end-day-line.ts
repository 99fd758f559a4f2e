import { type Tx } from '#database';
import { endingOf, recordEnded, type DayEndingDto, type LockedLine } from '#people';
import { Problem } from '#problems';
import type { DayLineTable } from './day-line.store.js';

const words: Readonly<Record<DayLineTable, string>> = {
  authority: 'authority',
  skill: 'skill',
  team_member: 'team-member',
};

/**
 * Ends an authority, a skill or a membership of a team; the days before stay as they were. All belong to the insurer.
 * Throws `requests.not-found`, `parties.for-oneself` and the codes of `dayEndingRefusal`.
 */
export async function endDayLine(tx: Tx, table: DayLineTable, id: string, { on, reason }: DayEndingDto): Promise<void> {
  // the lock of the line is enough: a new line for the same days is compared with the old or the new end
  const line = await tx.one<LockedLine>(
    `SELECT 'person:' || person_id AS subject, from_on, to_on FROM ${table} WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (!line) throw new Problem('requests.not-found');
  if (['authority', 'skill'].includes(table) && line.subject === `person:${tx.actor.id}`)
    throw new Problem('parties.for-oneself');
  const { period, to } = endingOf(line, on, tx.now);
  await tx.rows(`UPDATE ${table} SET to_on = $2 WHERE id = $1`, [id, to]);
  recordEnded(tx, words[table], { subject: line.subject, before: { id, ...period }, to, reason });
}
