import type { Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { auditPerson, ensureLoad } from '#people';
import { dayPeriodFault } from './day-line.js';
import { otherAdjuster, requireNoOverlap } from './day-line.store.js';
import type { SkillDto } from './desk.dto.js';
import { refuse } from './duty.store.js';

/**
 * Enters that a person can assess a lane. Answers the line's id. Throws the codes of `dayPeriodFault` and of
 * `otherAdjuster`, `parties.line-overlaps`.
 */
export async function enterSkill(tx: Tx, body: SkillDto): Promise<string> {
  const period = { from: body.from, to: body.to ?? null };
  refuse(dayPeriodFault(period, dayInJapan(tx.now)));
  const person = await otherAdjuster(tx, body.personId);
  await requireNoOverlap(tx, 'skill', [person.id, body.lane], period);
  await ensureLoad(tx, person.id);
  const id = newId();
  await tx.rows('INSERT INTO skill (id, person_id, lane, from_on, to_on) VALUES ($1, $2, $3, $4, $5)', [
    id,
    person.id,
    body.lane,
    period.from,
    period.to,
  ]);
  auditPerson(tx, person, {
    action: 'skill.entered',
    subject: `person:${person.id}`,
    after: { id, lane: body.lane, ...period },
  });
  return id;
}
