import { type RecordedAct, type RecordOwner, type Tx } from '#database';
import type { Role } from '#kernel';
import { faultAt, Problem } from '#problems';
import { personNames } from '#facilities';
import type { PersonEntity } from './person.entity.js';
import { adjusterRoles, dutyRoles, sideOf, type Side } from './role-grant.js';
import { notLeft } from './roles-in-force.js';

/** An arbitrary number, the same in every process: its lock orders decisions on administrators. */
const administratorsLock = 7_301_005;

/** The row of a person, with their institution or agency and side. */
export interface PersonRow extends Pick<
  PersonEntity,
  'id' | 'institution_id' | 'agency_id' | 'email' | 'display_name' | 'left_at' | 'version'
> {
  readonly has_left: boolean;
  readonly side: Side;
}

/**
 * Loads a person and locks them until the transaction ends: decisions about one person come one after the other, while
 * rows that refer to the person can be written. Throws `requests.not-found`.
 */
export async function personForUpdate(tx: Tx, id: string): Promise<PersonRow> {
  const person = await locked(tx, id);
  if (!person) throw new Problem('requests.not-found');
  return person;
}

/** As `personForUpdate`, for a person that a body names. Throws `parties.person-not-found`, `parties.person-left`. */
export async function personNamed(tx: Tx, id: string, pointer = '/personId'): Promise<PersonRow> {
  const person = await locked(tx, id.toLowerCase());
  if (!person) throw faultAt(pointer, 'parties.person-not-found');
  if (person.has_left) throw faultAt(pointer, 'parties.person-left');
  return person;
}

/**
 * Locks a person against decisions about them until the transaction ends; other transactions may hold the same lock.
 */
export async function holdPerson(tx: Tx, id: string): Promise<void> {
  await tx.rows('SELECT 1 FROM person WHERE id = $1 FOR SHARE', [id]);
}

async function locked(tx: Tx, id: string): Promise<PersonRow | undefined> {
  const row = await tx.one<Omit<PersonRow, 'side'>>(
    `SELECT p.id, p.institution_id, p.agency_id, p.email, p.display_name, p.left_at, NOT ${notLeft} AS has_left,
       p.version
       FROM person p WHERE p.id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  return row && { ...row, side: sideOf(row) };
}

type Place = Pick<PersonRow, 'institution_id' | 'agency_id'>;

/** The owner of a person's entries in the audit: the insurer, or the person's institution. */
export function recordOf(person: Place): RecordOwner {
  return sideOf(person) === 'institution' ? { institutionId: person.institution_id } : 'insurer';
}

/** Records an act about a person in the audit. */
export function auditPerson(tx: Tx, person: Place, act: RecordedAct): void {
  tx.record(recordOf(person), { audit: act });
}

/** SQL, a condition: the person holds one of these roles of the insurer in force. */
export const roleInForce = (person: string, roles: readonly Role[]): string =>
  `EXISTS (
       SELECT
       FROM confirmed_role g
       WHERE g.person_id = ${person} AND g.role IN (${roles.map((role) => `'${role}'`).join(', ')}))`;

/** SQL, a condition: the person holds a role of an adjuster in force; `notLeft` is a separate condition. */
export const isAdjuster = (person: string): string => roleInForce(person, adjusterRoles);
/** SQL, a condition: the person holds a role with times of duty in force. */
export const hasDutyRole = (person: string): string => roleInForce(person, dutyRoles);

/**
 * Makes decisions on roles and departures come one after the other, each by an actor who is still an administrator when
 * its turn comes: of two administrators who remove each other at once only one succeeds. Returns the time of the
 * database's clock. Throws `access.forbidden`.
 */
export async function takeTurnAsAdministrator(tx: Tx): Promise<Date> {
  await lockAdministrators(tx);
  const still = await tx.one<{ now: Date }>(
    `SELECT clock_timestamp() AS now
       FROM person p
       WHERE p.id = $1 AND ${notLeft} AND ${roleInForce('p.id', ['administrator'])}`,
    [tx.actor.id],
  );
  if (!still) throw new Problem('access.forbidden');
  return still.now;
}

/** Waits for the lock of decisions on roles and departures; the lock ends with the transaction. */
export async function lockAdministrators(tx: Tx): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock($1)', [administratorsLock]);
}

/** SQL, a condition: without this person fewer than two administrators remain, none with a departure set. */
export const leavesTooFew = (personId: string): string =>
  `(
       SELECT count(*)
       FROM (
           SELECT
           FROM person o
           WHERE o.id <> ${personId} AND o.left_at IS NULL AND ${roleInForce('o.id', ['administrator'])}
           LIMIT 2) others) < 2`;

/**
 * Refuses to leave fewer than two administrators; call it after `takeTurnAsAdministrator`. An administrator with a
 * departure set does not count. Throws `parties.last-administrators`.
 */
export async function requireTwoOtherAdministrators(tx: Tx, personId: string): Promise<void> {
  if (await tx.one(`SELECT WHERE ${leavesTooFew('$1')}`, [personId])) throw new Problem('parties.last-administrators');
}

/** Whether the person is an administrator now, by roles in force. */
export async function isAdministrator(tx: Tx, personId: string): Promise<boolean> {
  return (await tx.one(`SELECT WHERE ${roleInForce('$1', ['administrator'])}`, [personId])) !== undefined;
}

/** Ends the sessions of the person: their next request is refused. */
export async function endSessions(
  tx: Tx,
  personId: string,
  reason: string,
  except: string | null = null,
): Promise<void> {
  await tx.rows(
    `UPDATE session
       SET ended_at = now(), ended_reason = $2
       WHERE person_id = $1 AND ended_at IS NULL AND ($3::uuid IS NULL OR id <> $3)`,
    [personId, reason, except],
  );
}

personNames.supply(async (tx, ids) => {
  if (ids.length === 0) return new Map();
  const rows = await tx.rows<Pick<PersonRow, 'id' | 'display_name'>>(
    'SELECT id, display_name FROM person WHERE id = ANY ($1)',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.display_name]));
});
