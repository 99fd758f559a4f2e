import { type Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { auditPerson, refuseFault, dayPeriodFault } from '#people';
import { Problem } from '#problems';
import { personOfDesk, requireNoOverlap } from './day-line.store.js';
import type { MemberDto } from './team.dto.js';
import { TeamMemberEntity } from './team-member.entity.js';
import { TeamEntity } from './team.entity.js';

/**
 * Enters a person into a team. Throws `requests.not-found`, the codes of `dayPeriodFault` and of `personOfDesk`,
 * `parties.line-overlaps`.
 */
export async function enterMember(tx: Tx, teamId: string, body: MemberDto): Promise<void> {
  const period = { from: body.from, to: body.to ?? null };
  refuseFault(dayPeriodFault(period, dayInJapan(tx.now)));
  if (!(await tx.findOne(TeamEntity, { id: teamId }))) throw new Problem('requests.not-found');
  const person = await personOfDesk(tx, body.personId, '/personId');
  await requireNoOverlap(tx, 'team_member', [person.id, teamId], period);
  const id = newId();
  await tx.insert(TeamMemberEntity, {
    id,
    team_id: teamId,
    person_id: person.id,
    from_on: period.from,
    to_on: period.to,
  });
  auditPerson(tx, person, {
    action: 'team-member.entered',
    subject: `person:${person.id}`,
    after: { id, teamId, ...period },
  });
}
