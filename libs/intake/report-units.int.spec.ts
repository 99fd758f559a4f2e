import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemActor, verifyAudit, type Actor, type Unit } from '#database';
import { caseNumber, newId } from '#kernel';
import { contentHash, packageRoot } from '#platform';
import { attackInJapan, expenseIn, rowsOf } from '../../test/journeys/cases.js';
import { asSuperuser } from '../../test/support/database.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../../test/support/system.js';
import { appendUnits } from './append-units.js';
import type { ReportIncidentDto } from './report.dto.js';
import { reportedCase, reportUnit, type Report } from './report.js';

let system: TestSystem;
let hospital: Session;
let actor: Actor;
beforeAll(async () => {
  system = await testSystem({ queues: [] });
  hospital = await system.as('reporter@sakura.example');
  const [person] = await rowsOf<{ id: string; institution_id: string }>(
    system,
    `SELECT id, institution_id FROM person WHERE email = 'reporter@sakura.example'`,
  );
  if (!person) throw new Error('nobody reports');
  actor = {
    kind: 'person',
    id: person.id,
    as: 'hospital-reporter',
    roles: ['hospital-reporter'],
    side: 'institution',
    institutions: [person.institution_id],
    institutionId: person.institution_id,
    institutionName: null,
    cases: '*',
    sessionId: null,
  };
}, 60_000);
afterAll(() => system?.stop());

let numbers = 700_000;
const discoveredAt = new Date(Date.now() - 3_600_000).toISOString();
const reportOf = (key: string, description: string, by: Actor): Report => {
  const body = attackInJapan({
    description,
    discoveredAt,
    expenses: [expenseIn('forensics'), expenseIn('call-center')],
  }) as unknown as ReportIncidentDto;
  const once = { key, hash: contentHash(body), status: 201 };
  return { body, actor: { ...by, once }, institutionId: by.institutions[0] ?? '' };
};
const unitOf = (report: Report): Unit =>
  reportUnit(report, reportedCase(report, { periods: [], caseNumber: caseNumber(2026, numbers++), at: new Date() }));
const changed = (unit: Unit, more: object): Unit => ({
  ...unit,
  rows: { ...unit.rows, incident: [{ ...unit.rows.incident?.[0], ...more }] },
});
const negative = (unit: Unit): Unit => ({
  ...unit,
  rows: { ...unit.rows, expense: (unit.rows.expense ?? []).map((row) => ({ ...row, amount_yen: -1 })) },
});
const idsOf = (units: readonly Unit[]): string => `'{${units.map(({ incidentId }) => incidentId).join(',')}}'::uuid[]`;

/** Counts of the rows of each case, in every table that a report writes. */
const written = (units: readonly Unit[]): Promise<Record<string, unknown>[]> =>
  rowsOf(
    system,
    `SELECT i.id,
            (SELECT count(*)::int FROM incident_facts f WHERE f.incident_id = i.id) AS facts,
            (SELECT count(*)::int FROM expense e WHERE e.incident_id = i.id) AS expenses,
            (SELECT count(*)::int FROM timeline_entry t WHERE t.incident_id = i.id) AS lines,
            (SELECT count(*)::int FROM outbox o WHERE o.incident_id = i.id) AS events,
            (SELECT count(*)::int FROM audit a WHERE a.incident_id = i.id) AS entries,
            (SELECT h.length::int FROM audit_head h WHERE h.incident_id = i.id) AS head
       FROM incident i
      WHERE i.id = ANY (${idsOf(units)})
      ORDER BY i.id`,
  );
const whole = (units: readonly Unit[]): Record<string, unknown>[] =>
  units
    .map(({ incidentId }) => ({ id: incidentId, facts: 1, expenses: 2, lines: 1, events: 1, entries: 1, head: 1 }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('a group of units is answered unit by unit, as data', () => {
  it('each refusal says what it is, and nothing of a refused unit is written while the others are', async () => {
    const before = unitOf(reportOf('units-known-key', '最初の報告', actor));
    expect(await appendUnits(system.db.database, 'institution', [before])).toEqual([{ outcome: 'written' }]);
    const stranger = { ...actor, institutions: [newId()] };
    const good = [
      unitOf(reportOf(freshKey(), '一件目', actor)),
      unitOf(reportOf(freshKey(), '二件目', actor)),
    ] as const;
    const refused = {
      same: unitOf(reportOf('units-known-key', '最初の報告', actor)),
      other: unitOf(reportOf('units-known-key', '別の内容', actor)),
      period: changed(unitOf(reportOf(freshKey(), '契約', actor)), {
        member_period_id: newId(),
        policy_match: 'proposed',
      }),
      broken: negative(unitOf(reportOf(freshKey(), '金額', actor))),
      decided: changed(unitOf(reportOf(freshKey(), '状態', actor)), { severity: 'high' }),
    };
    const all = [good[0], ...Object.values(refused), good[1]];
    const known = {
      outcome: 'known-key',
      incidentId: before.incidentId,
      institutionId: actor.institutionId,
      reportedBy: `person:${actor.id}`,
    };
    expect(await appendUnits(system.db.database, 'institution', all)).toEqual([
      { outcome: 'written' },
      { ...known, sameRequest: true },
      { ...known, sameRequest: false },
      { outcome: 'period-gone' },
      { outcome: 'failed', sqlstate: '23514', constraint: 'expense_amount_yen_check' },
      { outcome: 'failed', sqlstate: '42501', constraint: null },
      { outcome: 'written' },
    ]);
    expect(await written([before, ...all])).toEqual(whole([before, ...good]));
    const desk = { ...systemActor('desk'), as: 'support' as const };
    const unknown = unitOf({ ...reportOf(freshKey(), '電話', desk), institutionId: stranger.institutions[0] ?? '' });
    expect(await appendUnits(system.db.database, 'insurer', [unknown])).toEqual([{ outcome: 'institution-unknown' }]);
  });

  it('a unit whose rows name another case or institution writes them for its own', async () => {
    const [one, other] = [unitOf(reportOf(freshKey(), '甲', actor)), unitOf(reportOf(freshKey(), '乙', actor))];
    const mixed = {
      ...one,
      rows: {
        ...one.rows,
        expense: (other.rows.expense ?? []).map((row) => ({ ...row, institution_id: newId() })),
      },
    };
    expect(await appendUnits(system.db.database, 'institution', [mixed])).toEqual([{ outcome: 'written' }]);
    expect(await written([one, other])).toEqual(whole([one]));
  });

  it('a group and its units one by one leave the same rows', async () => {
    const group = Array.from({ length: 8 }, (_, at) => unitOf(reportOf(freshKey(), `組 ${at}`, actor)));
    const single = Array.from({ length: 8 }, (_, at) => unitOf(reportOf(freshKey(), `組 ${at}`, actor)));
    await appendUnits(system.db.database, 'institution', group);
    for (const unit of single) await appendUnits(system.db.database, 'institution', [unit]);
    const content = (units: readonly Unit[]): Promise<unknown[]> =>
      rowsOf(
        system,
        `SELECT i.description, i.state, i.facts, f.facts AS said, e.line, e.category, e.amount_yen, e.state AS stands,
           t.kind, t.data,
                o.type, o.payload - 'expenses' AS payload, a.seq::int, a.action, a.actor_id, length(a.hash) AS hashed
           FROM incident i
           JOIN incident_facts f ON f.incident_id = i.id
           JOIN expense e ON e.incident_id = i.id
           JOIN timeline_entry t ON t.incident_id = i.id
           JOIN outbox o ON o.incident_id = i.id
           JOIN audit a ON a.incident_id = i.id
          WHERE i.id = ANY (${idsOf(units)})
          ORDER BY i.description, e.line`,
      );
    const left = await content(group);
    expect(left).toHaveLength(16);
    expect((await content(single)).map((row) => ({ ...(row as object), facts: 0, said: 0 }))).toEqual(
      left.map((row) => ({ ...(row as object), facts: 0, said: 0 })),
    );
    expect(await system.db.database.read(systemActor('test'), verifyAudit)).toMatchObject({ faults: [] });
  });
});

describe('one key is one case', () => {
  const send = (key: string, description: string): Promise<Reply<{ id: string; code?: string }>> =>
    hospital.send('POST', '/incidents', {
      key,
      body: attackInJapan({ description, discoveredAt: '2026-01-01T00:00:00Z' }),
    });

  it('64 reports at once with one key and one content are answered with one case', async () => {
    const key = freshKey();
    const answers = await Promise.all(Array.from({ length: 64 }, () => send(key, '同じ報告')));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await rowsOf(system, 'SELECT count(*)::int AS n FROM incident WHERE report_key = $1', [key])).toEqual([
      { n: 1 },
    ]);
  });

  it('64 reports at once with one key and contents of their own: one case, and 63 are told that the key is used', async () => {
    const key = freshKey();
    const answers = await Promise.all(Array.from({ length: 64 }, (_, at) => send(key, `報告 ${at}`)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'requests.key-reused')).toHaveLength(63);
  });
});

describe('there is one way to write a case', () => {
  it('one function of the database inserts cases and expenses, and no source does', async () => {
    const writers = await asSuperuser(system.db.ownerUrl, (client) =>
      client.query<{ proname: string }>(
        `SELECT proname
           FROM pg_proc
          WHERE pronamespace = 'sonae'::regnamespace
            AND prosrc ~* 'INSERT\\s+INTO\\s+(incident|expense)\\M'
          ORDER BY 1`,
      ),
    );
    expect(writers.rows).toEqual([{ proname: 'append_rows' }]);
    const sources = ['libs', 'apps'].flatMap((folder) =>
      readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
        .map((name) => join(packageRoot, folder, name)),
    );
    expect(sources.length).toBeGreaterThan(400);
    expect(sources.filter((name) => /INSERT\s+INTO\s+(incident|expense)\b/i.test(readFileSync(name, 'utf8')))).toEqual(
      [],
    );
  });
});
