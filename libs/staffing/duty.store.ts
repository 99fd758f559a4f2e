import { type Tx } from '#database';
import { hasDutyRole, personForUpdate, personNamed, type PersonRow } from '#people';
import { Problem, faultAt } from '#problems';

/**
 * The person of a duty line, locked. Throws `parties.person-not-found`, `parties.person-left`, `parties.not-lead`,
 * `parties.no-duty-role`.
 */
export async function personOnRoster(tx: Tx, personId: string): Promise<PersonRow> {
  const person = await personNamed(tx, personId);
  await requireLeadOf(tx, person.id);
  if (!(await tx.one(`SELECT WHERE ${hasDutyRole('$1::uuid')}`, [person.id])))
    throw faultAt('/personId', 'parties.no-duty-role');
  return person;
}

/** A line of the roster or an absence, locked after its person. Throws `requests.not-found`, `parties.not-lead`. */
export async function dutyLineForUpdate(
  tx: Tx,
  table: 'roster' | 'absence',
  id: string,
): Promise<{ line: DutyRow; person: PersonRow }> {
  const row = `SELECT id, person_id, from_at, to_at, ended_at FROM ${table} WHERE id = $1`;
  const found = await tx.one<DutyRow>(row, [id]);
  if (!found) throw new Problem('requests.not-found');
  const person = await personForUpdate(tx, found.person_id);
  await requireLeadOf(tx, person.id);
  return { person, line: (await tx.one<DutyRow>(row, [id])) ?? found };
}

/** The columns that both tables have. */
export interface DutyRow {
  readonly id: string;
  readonly person_id: string;
  readonly from_at: Date;
  readonly to_at: Date;
  readonly ended_at: Date | null;
}

// an actor without the administrator's role must lead a lane for which the person has the skill or is in the team,
// today or in the future
async function requireLeadOf(tx: Tx, personId: string): Promise<void> {
  if (tx.actor.roles.includes('administrator')) return;
  const goesOn = (line: string): string =>
    `(${line}.to_on IS NULL OR ${line}.to_on > (now() AT TIME ZONE 'Asia/Tokyo')::date)`;
  const led = await tx.one(
    `SELECT FROM lane l WHERE l.lead_id = $1
        AND (EXISTS (SELECT FROM skill s WHERE s.lane = l.lane AND s.person_id = $2 AND ${goesOn('s')})
          OR EXISTS (SELECT FROM team_member m WHERE m.team_id = l.team_id AND m.person_id = $2 AND ${goesOn('m')}))
            LIMIT 1`,
    [tx.actor.id, personId],
  );
  if (!led) throw new Problem('parties.not-lead');
}

/** Records that the person may be off duty from this time: their items are handed over then. */
export function offDuty(tx: Tx, personId: string, from: Date): void {
  const at = from > tx.now ? from : tx.now;
  tx.record('insurer', {
    event: { type: 'roster.changed', payload: { personId, at: at.toISOString() }, audience: 'insurer' },
  });
}
