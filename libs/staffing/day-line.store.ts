import { type Tx } from '#database';
import { isAdjuster, hasDutyRole, personNamed, type PersonRow, sharesDay, type DayPeriod } from '#people';
import { Problem, faultAt } from '#problems';

/** The tables of such lines, with the columns that identify their owner and matter. */
const keys = {
  authority: ['person_id', 'lane'],
  skill: ['person_id', 'lane'],
  team_member: ['person_id', 'team_id'],
} as const;
export type DayLineTable = keyof typeof keys;

/**
 * Refuses a line that shares a day with another one of the same owner and matter. The caller has locked the person.
 * Throws `parties.line-overlaps`.
 */
export async function requireNoOverlap(
  tx: Tx,
  table: DayLineTable,
  [owner, matter]: readonly [string, string],
  { from, to }: DayPeriod,
): Promise<void> {
  const [ownerColumn, matterColumn] = keys[table];
  const other = await tx.one(
    `SELECT
       FROM ${table}
       WHERE ${ownerColumn} = $1
         AND ${matterColumn} = $2
         AND ${sharesDay}
       LIMIT 1`,
    [owner, matter, from, to],
  );
  if (other) throw faultAt('/from', 'parties.line-overlaps');
}

/**
 * An adjuster other than the actor, locked. Throws `parties.for-oneself`, `parties.not-adjuster` and the codes of
 * `personNamed`.
 */
export async function otherAdjuster(tx: Tx, personId: string): Promise<PersonRow> {
  const person = await personNamed(tx, personId);
  if (person.id === tx.actor.id) throw new Problem('parties.for-oneself');
  if (!(await tx.one(`SELECT WHERE ${isAdjuster('$1::uuid')}`, [person.id])))
    throw faultAt('/personId', 'parties.not-adjuster');
  return person;
}

/**
 * A person with a duty role, named at a pointer of the body, locked. Throws `parties.no-duty-role` and the codes of
 * `personNamed`.
 */
export async function personOfDesk(tx: Tx, personId: string, pointer: string): Promise<PersonRow> {
  const person = await personNamed(tx, personId, pointer);
  if (!(await tx.one(`SELECT WHERE ${hasDutyRole('$1::uuid')}`, [person.id])))
    throw faultAt(pointer, 'parties.no-duty-role');
  return person;
}
