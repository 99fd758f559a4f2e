import type { Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { auditPerson, ensureLoad, refuseFault, dayPeriodFault } from '#people';
import { otherAdjuster, requireNoOverlap } from './day-line.store.js';
import type { SkillDto } from './skill.dto.js';
import { SkillEntity } from './skill.entity.js';

/**
 * Enters that a person can assess a lane, and returns the line's id. Throws the codes of `dayPeriodFault` and of
 * `otherAdjuster`, `parties.line-overlaps`.
 */
export async function enterSkill(tx: Tx, body: SkillDto): Promise<string> {
  const period = { from: body.from, to: body.to ?? null };
  refuseFault(dayPeriodFault(period, dayInJapan(tx.now)));
  const person = await otherAdjuster(tx, body.personId);
  await requireNoOverlap(tx, 'skill', [person.id, body.lane], period);
  await ensureLoad(tx, person.id);
  const id = newId();
  await tx.insert(SkillEntity, {
    id,
    person_id: person.id,
    lane: body.lane,
    from_on: period.from,
    to_on: period.to,
  });
  auditPerson(tx, person, {
    action: 'skill.entered',
    subject: `person:${person.id}`,
    after: { id, lane: body.lane, ...period },
  });
  return id;
}
