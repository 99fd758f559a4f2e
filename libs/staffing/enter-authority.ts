import type { Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { auditPerson } from '#people';
import { dayPeriodFault } from './day-line.js';
import { otherAdjuster, requireNoOverlap } from './day-line.store.js';
import type { AuthorityDto } from './desk.dto.js';
import { refuse } from './duty.store.js';

/**
 * Enters how much a person may decide alone in a lane. Answers the line's id. Throws the codes of `dayPeriodFault` and
 * of
 * `otherAdjuster`, and `parties.line-overlaps`: the line before it is ended first, so that one amount holds on each
 * day.
 */
export async function enterAuthority(tx: Tx, body: AuthorityDto): Promise<string> {
  const period = { from: body.from, to: body.to ?? null };
  refuse(dayPeriodFault(period, dayInJapan(tx.now), true));
  const person = await otherAdjuster(tx, body.personId);
  await requireNoOverlap(tx, 'authority', [person.id, body.lane], period);
  const id = newId();
  await tx.rows(
    'INSERT INTO authority (id, person_id, lane, yen, from_on, to_on, entered_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [id, person.id, body.lane, body.yen, period.from, period.to, tx.actor.id],
  );
  auditPerson(tx, person, {
    action: 'authority.entered',
    subject: `person:${person.id}`,
    after: { id, lane: body.lane, yen: body.yen, ...period },
  });
  return id;
}
