import type { Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { auditPerson, refuseFault, dayPeriodFault } from '#people';
import { otherAdjuster, requireNoOverlap } from './day-line.store.js';
import type { AuthorityDto } from './authority.dto.js';
import { AuthorityEntity } from './authority.entity.js';

/**
 * Enters the yen up to which a person may decide alone in a lane, and returns the line's id. Throws the codes of
 * `dayPeriodFault` and of `otherAdjuster`, and `parties.line-overlaps`: the earlier line is ended first, so that one
 * amount holds on each day.
 */
export async function enterAuthority(tx: Tx, body: AuthorityDto): Promise<string> {
  const period = { from: body.from, to: body.to ?? null };
  refuseFault(dayPeriodFault(period, dayInJapan(tx.now), true));
  const person = await otherAdjuster(tx, body.personId);
  await requireNoOverlap(tx, 'authority', [person.id, body.lane], period);
  const id = newId();
  await tx.insert(AuthorityEntity, {
    ...{ id, person_id: person.id, lane: body.lane, yen: body.yen },
    ...{ from_on: period.from, to_on: period.to, entered_by: tx.actor.id },
  });
  auditPerson(tx, person, {
    action: 'authority.entered',
    subject: `person:${person.id}`,
    after: { id, lane: body.lane, yen: body.yen, ...period },
  });
  return id;
}
