import { newId } from '#kernel';
import { movers } from '#database';
// loads every domain, and so every mover
import '../../apps/api/http-app.js';
import { asSuperuser, freshDatabase, type TestDatabase } from '../support/database.js';
import { arranged, type Arranged } from '../support/machine-rows.js';
import { assignsState } from '../support/state-writers.js';

let test: TestDatabase;
const seen = async <T extends object>(sql: string): Promise<T[]> =>
  asSuperuser(test.ownerUrl, async (client) => (await client.query<T>(sql)).rows);

beforeAll(async () => {
  test = await freshDatabase();
}, 60_000);

afterAll(async () => {
  await test?.drop();
});

/** The columns that say the states of all machines: those in which the rows of two states differ. */
async function stateColumns(): Promise<string[]> {
  const columns = new Set<string>();
  await asSuperuser(test.ownerUrl, async (client) => {
    for (const { machine } of movers.map(({ rules }) => rules)) {
      const made: Arranged[] = [];
      for (const state of machine.states)
        made.push(await arranged(client, machine.name, state, { institution: newId(), incident: newId() }));
      const [first] = made;
      // what names a row says no state
      const saying = Object.keys(first?.columns ?? {}).filter((name) => !/(?:^|_)id$/.test(name));
      for (const name of saying)
        if (made.some((other) => other.columns[name] !== first?.columns[name])) columns.add(`${first?.table}.${name}`);
    }
  });
  return [...columns].toSorted((a, b) => a.localeCompare(b, 'en'));
}

describe('a state is written by its mover alone', () => {
  it('no serving role may update one', async () => {
    const columns = [
      ...(await stateColumns()),
      ...['suspicion', 'investigation', 'recovery', 'liability'].map((phase) => `incident.phase_${phase}`),
    ];
    expect(columns).toEqual(
      expect.arrayContaining([
        'incident.state',
        'incident.phase_apology',
        'expense.state',
        'work_item.state',
        'support_request.state',
        'payment.state',
        'import_run.state',
        'role_grant.ended_at',
        'merge_proposal.answer',
        'document_erasure.erased_at',
        'assessment_task.outcome',
        'false_facts.ended',
        'reversal.ended',
      ]),
    );
    const may = await asSuperuser(
      test.ownerUrl,
      async (client) =>
        (
          await client.query<{ role: string; name: string }>(
            `SELECT r.rolname AS role, c.relname || '.' || a.attname AS name
               FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
               CROSS JOIN (
                   SELECT rolname
                   FROM pg_roles
                   WHERE rolname IN ('sonae_staff','sonae_institution','sonae_access')) r
              WHERE c.relnamespace = 'sonae'::regnamespace AND c.relkind IN ('r','p')
                AND (c.relname || '.' || a.attname = ANY ($1)
                     -- the state of a decision follows from what was done with it, which is only added
                     OR a.attname = 'state' OR c.relname IN ('decision_act','ruling'))
                AND has_column_privilege(r.rolname, c.oid, a.attnum, 'UPDATE') ORDER BY 1, 2`,
            [columns],
          )
        ).rows,
    );
    expect(may).toEqual([]);
  });

  it('no function changes one but the movers, and every mover asks its table', async () => {
    const functions = await seen<{ name: string; text: string }>(
      `SELECT p.proname AS name, p.prosrc AS text
         FROM pg_proc p
         WHERE p.pronamespace = 'sonae'::regnamespace
         ORDER BY 1`,
    );
    const movers = functions.filter(({ name }) => name.startsWith('move_'));
    expect(movers.length).toBeGreaterThan(10);
    for (const { name, text } of movers) expect([name, /\bFROM state_move\b/.test(text)]).toEqual([name, true]);
    const others = functions.filter(({ name }) => !name.startsWith('move_'));
    expect(others.filter(({ text }) => assignsState(text)).map(({ name }) => name)).toEqual([]);
    expect(movers.filter(({ text }) => assignsState(text)).length).toBeGreaterThan(8);
  });

  it('every machine has its function, but the decision, whose acts are added; none is without a machine', async () => {
    const functions = await seen<{ name: string }>(
      String.raw`SELECT proname AS name
           FROM pg_proc
           WHERE pronamespace = 'sonae'::regnamespace AND proname LIKE 'move\_%'`,
    );
    const machines = movers
      .filter(({ rules }) => rules.machine.name !== 'decision')
      .map(({ rules }) => `move_${rules.machine.name.replaceAll('-', '_')}`);
    expect(functions.map(({ name }) => name).toSorted()).toEqual(machines.toSorted());
  });

  it('no function fills timeline, outbox or audit but those of the record', async () => {
    const fill = await seen<{ name: string }>(
      String.raw`SELECT DISTINCT proname AS name FROM pg_proc WHERE pronamespace = 'sonae'::regnamespace
          AND prosrc ~* '\mINSERT\s+INTO\s+(timeline_entry|outbox|audit)\M' ORDER BY 1`,
    );
    expect(fill.filter(({ name }) => !/^(?:append_|audit_)/.test(name))).toEqual([]);
    expect(fill.length).toBeGreaterThan(0);
  });
});
