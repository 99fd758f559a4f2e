import { type Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { auditPerson } from '#people';
import { Problem } from '#problems';
import { dayPeriodFault } from './day-line.js';
import { personOfDesk, requireNoOverlap } from './day-line.store.js';
import type { MemberDto } from './desk.dto.js';
import { refuse } from './duty.store.js';

/**
 * Enters a person into a team. Throws `requests.not-found`, the codes of `dayPeriodFault` and of `personOfDesk`,
 * `parties.line-overlaps`.
 */
export async function enterMember(tx: Tx, teamId: string, body: MemberDto): Promise<void> {
  const period = { from: body.from, to: body.to ?? null };
  refuse(dayPeriodFault(period, dayInJapan(tx.now)));
  if (!(await tx.one('SELECT FROM team WHERE id = $1', [teamId]))) throw new Problem('requests.not-found');
  const person = await personOfDesk(tx, body.personId, '/personId');
  await requireNoOverlap(tx, 'team_member', [person.id, teamId], period);
  const id = newId();
  await tx.rows('INSERT INTO team_member (id, team_id, person_id, from_on, to_on) VALUES ($1, $2, $3, $4, $5)', [
    id,
    teamId,
    person.id,
    period.from,
    period.to,
  ]);
  auditPerson(tx, person, {
    action: 'team-member.entered',
    subject: `person:${person.id}`,
    after: { id, teamId, ...period },
  });
}
