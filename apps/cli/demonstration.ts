import { systemActor, type Database, type Tx } from '#database';
import { roleNames, type Role } from '#kernel';
import { hashPassword, passwordMatches, type CredentialEntity } from '#people';
import { type Config } from '#platform';
import { demonstrationMaster, type DemonstrationMaster } from './demonstration-master.js';
import { keepPassword } from './demonstration-password.js';
import { demonstrationAccess, demonstrationRows, laneChanges, type TableRows } from './demonstration-rows.js';

/** Any number; the same in every process, so that one of them loads. */
const demonstrationLock = 7_301_003;

/** An account of the start page. */
export interface DemonstrationAccount {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly { readonly code: Role; readonly ja: string; readonly en: string }[];
  /** The institution or the agency; null for the insurer's people. */
  readonly institution: string | null;
}

/** What loading came to. The password is the one that works from now on; null where other people are. */
export interface DemonstrationOutcome {
  readonly outcome: 'loaded' | 'already-loaded' | 'not-empty';
  readonly password: string | null;
}

/** Demonstration data was asked for where it must not be: says what to do. */
export class DemonstrationRefused extends Error {}

/** Every account that can sign in once the demonstration is loaded. */
export function demonstrationAccounts(): DemonstrationAccount[] {
  const { people, institutions, agencies } = demonstrationMaster();
  const places = new Map([...institutions, ...agencies].map(({ key, name }) => [key, name]));
  return people.map(({ email, name, roles, institution, agency }) => ({
    email,
    name,
    roles: roles.map((code) => ({ code, ...roleNames[code] })),
    institution: places.get(institution ?? agency ?? '') ?? null,
  }));
}

/**
 * Loads data/demo/master.json into an empty system, all or nothing, and does nothing where it is loaded already. A
 * system that has people of its own is left alone. A password that is set later takes effect here. Throws
 * DemonstrationRefused in production.
 */
export async function loadDemonstration(
  database: Database,
  config: Config,
  now = new Date(),
): Promise<DemonstrationOutcome> {
  if (config.env === 'production') {
    throw new DemonstrationRefused('Demonstration data is refused with SONAE_ENV=production. Leave SONAE_DEMO out.');
  }
  const actor = systemActor('demonstration');
  const outcome = await database.transaction(actor, async (tx): Promise<DemonstrationOutcome> => {
    await tx.rows('SELECT pg_advisory_xact_lock($1)', [demonstrationLock]);
    const people = await tx.one<{ demonstration: number; others: number }>(
      `SELECT count(*) FILTER (WHERE demonstration)::int AS demonstration,
         count(*) FILTER (WHERE NOT demonstration)::int AS others
         FROM person`,
    );
    const empty = people?.demonstration === 0;
    if (empty && people.others > 0) return { outcome: 'not-empty', password: null };
    const password = keepPassword(config);
    if (empty) await load(tx, demonstrationMaster(), now);
    return { outcome: empty ? 'loaded' : 'already-loaded', password };
  });
  const { password } = outcome;
  // another role, so another transaction: what a stop in between left out is done by the next start
  if (password !== null)
    await database.access(actor, async (tx) => {
      await tx.rows('SELECT pg_advisory_xact_lock($1)', [demonstrationLock]);
      await letIn(tx, password, now);
    });
  return outcome;
}

async function load(tx: Tx, master: DemonstrationMaster, now: Date): Promise<void> {
  const tables = demonstrationRows(master, now);
  for (const { table, rows } of tables) await insert(tx, table, rows);
  await tx.rows(
    `UPDATE lane l SET team_id = t.id, lead_id = p.id, limit_minutes = c.limit_minutes, version = l.version + 1
       FROM jsonb_to_recordset($1::jsonb) AS c(lane text, team text, lead text, limit_minutes int)
       JOIN team t ON t.name = c.team JOIN person p ON p.email = c.lead WHERE l.lane = c.lane`,
    [JSON.stringify(laneChanges(master))],
  );
  audit(tx, 'demonstration.loaded', Object.fromEntries(tables.map(({ table, rows }) => [table, rows.length])));
}

/** The columns are those that the rows name: the others keep their defaults. */
async function insert(tx: Tx, table: string, rows: TableRows[number]['rows']): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
  await tx.rows(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

// What is printed must work, also where the password was set again or the folder that kept it is gone
async function letIn(tx: Tx, password: string, now: Date): Promise<void> {
  const one = await tx.one<Pick<CredentialEntity, 'password_hash'>>(
    `SELECT c.password_hash
       FROM credential c
       JOIN person p ON p.id = c.person_id
       WHERE p.demonstration
       ORDER BY p.id
       LIMIT 1`,
  );
  if (!one) {
    await giveAccess(tx, await hashPassword(password), now);
    return;
  }
  if (await passwordMatches(one.password_hash, password)) return;
  const people = 'SELECT id FROM person WHERE demonstration';
  await tx.rows(`UPDATE credential SET password_hash = $1, changed_at = $2 WHERE person_id IN (${people})`, [
    await hashPassword(password),
    now,
  ]);
  await tx.rows(
    `UPDATE session
       SET ended_at = $1, ended_reason = 'password-changed'
       WHERE ended_at IS NULL AND person_id IN (${people})`,
    [now],
  );
  audit(tx, 'demonstration.password-changed', null);
}

function audit(tx: Tx, action: string, after: unknown): void {
  tx.record('insurer', { audit: { action, subject: 'demonstration', after } });
}

// Who is who is told by their address: the rows of the people are there already
async function giveAccess(tx: Tx, passwordHash: string, now: Date): Promise<void> {
  const { people, grants, authorities } = demonstrationAccess(demonstrationMaster(), now);
  await tx.rows(
    `INSERT INTO credential (person_id, password_hash, changed_at)
     SELECT p.id, $2, $3 FROM person p WHERE p.email = ANY ($1)`,
    [people, passwordHash, now],
  );
  await tx.rows(
    `INSERT INTO role_grant (id, person_id, role, granted_by, granted_at, confirmed_by, confirmed_at)
     SELECT r.id, p.id, r.role, g.id, $2, c.id, $2
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, email text, role text, "grantedBy" text, "confirmedBy" text)
       JOIN person p ON p.email = r.email
         JOIN person g ON g.email = r."grantedBy"
         JOIN person c ON c.email = r."confirmedBy"`,
    [JSON.stringify(grants), now],
  );
  await tx.rows(
    `INSERT INTO authority (id, person_id, lane, yen, from_on, entered_by)
     SELECT r.id, p.id, r.lane, r.yen, r.since, e.id
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, email text, lane text, yen bigint, since date, "enteredBy" text)
       JOIN person p ON p.email = r.email JOIN person e ON e.email = r."enteredBy"`,
    [JSON.stringify(authorities)],
  );
  const counts = { credential: people.length, role_grant: grants.length, authority: authorities.length };
  audit(tx, 'demonstration.access-given', counts);
}
