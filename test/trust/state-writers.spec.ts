import { movers } from '#platform';
// loads every domain, and so every mover
import '../../apps/api/http-app.js';
import { asSuperuser, freshDatabase, type TestDatabase } from '../support/database.js';
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

const isState = String.raw`(a.attname = 'state' OR a.attname LIKE 'phase\_%')`;

describe('a state is written by its mover alone', () => {
  it('no serving role may update one', async () => {
    const columns = await seen<{ name: string }>(
      `SELECT DISTINCT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'sonae'::regnamespace AND c.relkind IN ('r','p') AND ${isState}`,
    );
    expect(columns.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'incident',
        'expense',
        'work_item',
        'support_request',
        'payment',
        'role_grant',
        'import_run',
      ]),
    );
    const may = await seen<{ role: string; name: string }>(
      `SELECT r.rolname AS role, c.relname || '.' || a.attname AS name
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         CROSS JOIN (SELECT rolname FROM pg_roles WHERE rolname IN ('sonae_staff','sonae_institution','sonae_access')) r
        WHERE c.relnamespace = 'sonae'::regnamespace AND c.relkind IN ('r','p') AND ${isState}
          AND has_column_privilege(r.rolname, c.oid, a.attnum, 'UPDATE') ORDER BY 1, 2`,
    );
    expect(may).toEqual([]);
  });

  it('no function changes one but the movers, and every mover asks its table', async () => {
    const functions = await seen<{ name: string; text: string }>(
      `SELECT p.proname AS name, p.prosrc AS text FROM pg_proc p WHERE p.pronamespace = 'sonae'::regnamespace ORDER BY 1`,
    );
    const movers = functions.filter(({ name }) => name.startsWith('move_'));
    expect(movers.length).toBeGreaterThan(10);
    for (const { name, text } of movers) expect([name, /\bFROM state_move\b/.test(text)]).toEqual([name, true]);
    // what makes the movers holds their text
    const others = functions.filter(({ name }) => !name.startsWith('move_') && name !== 'make_mover');
    expect(others.filter(({ text }) => assignsState(text)).map(({ name }) => name)).toEqual([]);
    expect(movers.filter(({ text }) => assignsState(text)).length).toBeGreaterThan(8);
  });

  it('every machine has its function, but those that are told by rows of their own; none is without a machine', async () => {
    const functions = await seen<{ name: string }>(
      String.raw`SELECT proname AS name FROM pg_proc WHERE pronamespace = 'sonae'::regnamespace AND proname LIKE 'move\_%'`,
    );
    const machines = movers
      .filter(({ rules }) => !rules.write)
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
