import type pg from 'pg';
import { newId } from '#kernel';

/**
 * How a row of a machine is arranged: in which table, the columns that say its state, and what names it to its mover.
 */
export interface Arranged {
  readonly table: string;
  readonly columns: Readonly<Record<string, unknown>>;
  readonly row: Readonly<Record<string, unknown>>;
  /** Reads the state, as `state`, and the whole row, as `whole`, of the row that $1 names. */
  readonly read: string;
}

/** Whose rows they are. */
export interface Owned {
  readonly institution: string;
  readonly incident: string;
}

type Arrange = (state: string, owned: Owned) => Arranged;

const one = (table: string, state: string, where = 't.id = $1'): string =>
  `SELECT ${state} AS state, to_jsonb(t) AS whole FROM ${table} t WHERE ${where}`;

const ended =
  (table: string, column: string, open: string): Arrange =>
  (state) => {
    const id = newId();
    return {
      table,
      columns: { id, [column]: state === open ? null : state },
      row: { id },
      read: one(table, `coalesce(t.${column}, '${open}')`),
    };
  };

/** Machines whose state is no column `state` of a table with an id. */
const special: Readonly<Record<string, Arrange>> = {
  phase: (state, { incident }) => ({
    table: 'incident',
    columns: {
      id: incident,
      phase_suspicion: 'done',
      phase_investigation: 'done',
      phase_apology: state,
      phase_recovery: 'done',
      phase_liability: 'done',
    },
    row: { id: incident, phase: 'apology' },
    read: one('incident', 't.phase_apology'),
  }),
  'merge-proposal': (state, { incident }) => {
    const into = newId();
    return {
      table: 'merge_proposal',
      columns: { incident_id: incident, into_id: into, answer: state === 'proposed' ? null : state },
      row: { id: incident, into },
      read: one('merge_proposal', `coalesce(t.answer, 'proposed')`, 't.incident_id = $1'),
    };
  },
  'document-erasure': (state) => {
    const id = newId();
    return {
      table: 'document_erasure',
      columns: {
        document_id: id,
        confirmed_at: state === 'asked' ? null : new Date(),
        erased_at: state === 'erased' ? new Date() : null,
      },
      row: { id },
      read: one(
        'document_erasure',
        `CASE
           WHEN t.erased_at IS NOT NULL THEN 'erased'
           WHEN t.confirmed_at IS NOT NULL THEN 'confirmed'
           ELSE 'asked' END`,
        't.document_id = $1',
      ),
    };
  },
  'role-grant': (state) => {
    const id = newId();
    return {
      table: 'role_grant',
      columns: {
        id,
        confirmed_at: state === 'entered' ? null : new Date(),
        ended_at: state === 'ended' ? new Date() : null,
      },
      row: { id },
      read: one('role_grant', 't.state'),
    };
  },
  'assessment-task': ended('assessment_task', 'outcome', 'open'),
  'false-facts': ended('false_facts', 'ended', 'asked'),
  reversal: ended('reversal', 'ended', 'asked'),
  // what was done with a decision is added, never changed: its state is read from the newest of it
  decision: (state) => {
    const id = newId();
    return {
      table: 'decision',
      columns: { id },
      row: { id },
      read: `SELECT coalesce(
                (
                    SELECT CASE a.kind WHEN 'countersigned' THEN 'open' ELSE a.kind END
                    FROM decision_act a
                    WHERE a.decision_id = d.id),
                (SELECT r.ruling FROM ruling r WHERE r.decision_id = d.id), '${state}') AS state,
              jsonb_build_array(to_jsonb(d),
                (SELECT jsonb_agg(a) FROM decision_act a WHERE a.decision_id = d.id),
                (SELECT jsonb_agg(r) FROM ruling r WHERE r.decision_id = d.id)) AS whole
         FROM decision d WHERE d.id = $1`,
    };
  },
};

/** The name of a machine's function in the database. */
export const functionOf = (machine: string): string => `move_${machine.replaceAll('-', '_')}`;

/**
 * How a row of a machine is in a state: the table is the one that its function moves. Throws for a machine that has
 * neither.
 */
export async function arranged(client: pg.Client, machine: string, state: string, owned: Owned): Promise<Arranged> {
  const arrange = special[machine];
  if (arrange) return arrange(state, owned);
  const { rows } = await client.query<{ source: string }>(
    `SELECT prosrc AS source FROM pg_proc WHERE pronamespace = 'sonae'::regnamespace AND proname = $1`,
    [functionOf(machine)],
  );
  const [, table] = /UPDATE (?:sonae\.)?(\w+) t\s+SET state = becomes/.exec(rows[0]?.source ?? '') ?? [];
  if (!table)
    throw new Error(`Nothing says where the rows of the machine "${machine}" are: add it to ${import.meta.url}.`);
  const id = table === 'incident' ? owned.incident : newId();
  return { table, columns: { id, state }, row: { id }, read: one(table, 't.state') };
}

/**
 * A table takes rows of which only what says the state is filled: what else it needs, and its triggers, are looked at
 * elsewhere.
 */
export async function relax(client: pg.Client, table: string): Promise<void> {
  const { rows: columns } = await client.query<{ name: string }>(
    `SELECT a.attname AS name
       FROM pg_attribute a
      WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull
        AND NOT EXISTS (
            SELECT
            FROM pg_index i
            WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey))`,
    [table],
  );
  for (const { name } of columns) await client.query(`ALTER TABLE ${table} ALTER COLUMN ${name} DROP NOT NULL`);
  const { rows: checks } = await client.query<{ name: string }>(
    `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'`,
    [table],
  );
  for (const check of checks) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${check.name}`);
}

/**
 * One row in a state, in a table that was relaxed: what is arranged, institution and case, as far as it has such
 * columns.
 */
export async function insertRow(
  client: pg.Client,
  { table, columns }: Pick<Arranged, 'table' | 'columns'>,
  owned: Owned,
): Promise<void> {
  const { rows: has } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
    [table],
  );
  const usual = { institution_id: owned.institution, incident_id: owned.incident, version: 1 };
  const known = Object.entries({ ...usual, ...columns }).filter(([of]) => has.some(({ name }) => name === of));
  await client.query(
    `INSERT INTO ${table} (${known.map(([of]) => of).join(', ')})
       VALUES (${known.map((_, at) => `$${at + 1}`).join(', ')})`,
    known.map(([, value]) => value),
  );
}
