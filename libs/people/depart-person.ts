import { type Tx } from '#database';
import { Problem, faultAt } from '#problems';
import { holdRouting } from './work-of-person.js';
import {
  isAdministrator,
  auditPerson,
  personForUpdate,
  requireTwoOtherAdministrators,
  takeTurnAsAdministrator,
} from './person.store.js';
import type { PersonEntity } from './person.entity.js';
import { completeDeparture } from './complete-departure.js';
import type { DepartureDto } from './person.dto.js';

/**
 * Sets the departure of a person: now, or at a future time, which takes effect by itself (sessions, sign-in and routing
 * compare it with the clock; the event `person.left` starts the rest). A future departure may be moved. Throws
 * `requests.not-found`, `parties.person-left`, `parties.in-the-past`, `parties.last-administrators`.
 */
export async function departPerson(tx: Tx, id: string, body: DepartureDto): Promise<void> {
  await takeTurnAsAdministrator(tx);
  const person = await personForUpdate(tx, id);
  if (person.has_left) throw new Problem('parties.person-left');
  const leavesAt = body.leavesAt === undefined ? null : new Date(body.leavesAt);
  if (leavesAt !== null && leavesAt.getTime() < tx.now.getTime() - 60_000)
    throw faultAt('/leavesAt', 'parties.in-the-past');
  if (await isAdministrator(tx, id)) await requireTwoOtherAdministrators(tx, id);
  await holdRouting(tx, id);
  // "at once" is by the clock of the database, which also decides who has left
  const left = await tx.one<Pick<PersonEntity, 'left_at'>>(
    `UPDATE person
       SET left_at = CASE
         WHEN $2::timestamptz > statement_timestamp() THEN $2
         ELSE statement_timestamp() END, version = version + 1
       WHERE id = $1
       RETURNING left_at`,
    [id, leavesAt],
  );
  const leavesAtText = (left?.left_at ?? tx.now).toISOString();
  await completeDeparture(tx, id);
  tx.record('insurer', {
    event: { type: 'person.left', payload: { personId: id, leavesAt: leavesAtText }, audience: 'insurer' },
  });
  auditPerson(tx, person, {
    action: 'person.left',
    subject: `person:${id}`,
    before: { leftAt: person.left_at?.toISOString() ?? null },
    after: { leftAt: leavesAtText },
    reason: body.reason,
  });
}
