import { randomUUID } from 'node:crypto';
import { linkedWithinDays, surgeThreshold } from '#intake';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import {
  act,
  attackInJapan,
  correct,
  expenseIn,
  notRoutedOnce,
  report,
  rowsOf,
  wrongLoads,
  type Case,
} from './cases.js';

interface CommonCause {
  id: string;
  name: string;
  cases: number;
  institutions: number;
  surgeAt: string | null;
}

describe('cases with one vendor, product or contractor behind them', () => {
  let system: TestSystem;
  let sakura: Session;
  let midori: Session;
  let desk: Session;
  beforeAll(async () => {
    system = await testSystem();
    sakura = await system.as('reporter@sakura.example');
    midori = await system.as('manager@midori.example');
    desk = await system.as('support@sonae.example');
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  const naming = (session: Session, ...involvedVendors: string[]): Promise<Case> =>
    report(session, attackInJapan({ involvedVendors }));
  const causesOf = async (id: string): Promise<CommonCause[]> =>
    (await desk.get<{ items: CommonCause[] }>(`/common-causes?incidentId=${id}`)).items;
  const casesOf = async (cause: CommonCause | undefined): Promise<string[]> =>
    (await desk.get<{ items: Case[] }>(`/incidents?commonCauseId=${cause?.id}&limit=200`)).items.map(({ id }) => id);

  it('are linked for the desk however the name is written, and never shown to an institution', async () => {
    const first = await naming(sakura, '株式会社メディカルクラウド', '検査センター東');
    await system.settled();
    expect(await causesOf(first.id)).toEqual([]);
    const second = await naming(midori, 'ﾒﾃﾞｨｶﾙ クラウド（株）');
    await system.settled();
    const [cause, ...more] = await causesOf(second.id);
    expect(more).toEqual([]);
    expect(cause).toMatchObject({ name: '株式会社メディカルクラウド', cases: 2, institutions: 2, surgeAt: null });
    expect((await casesOf(cause)).toSorted()).toEqual([first.id, second.id].toSorted());
    // the first case learns of it too, on the insurer's side only
    const lines = async (session: Session, id: string): Promise<string[]> =>
      (await session.get<{ items: { kind: string }[] }>(`/incidents/${id}/timeline`)).items.map(({ kind }) => kind);
    for (const { id } of [first, second]) expect(await lines(desk, id)).toContain('common-cause-linked');
    expect(await lines(sakura, first.id)).not.toContain('common-cause-linked');
    expect((await sakura.send('GET', '/common-causes')).status).toBe(403);
    // refused before anything is looked up: a cause that is there and one that is not answer alike
    const alike = await Promise.all(
      [cause?.id, randomUUID()].map(async (id) => {
        const { status, body } = await sakura.send('GET', `/incidents?commonCauseId=${id}`);
        return { status, body: { ...body, traceId: '' } };
      }),
    );
    expect(alike[0]?.status).toBe(403);
    expect(alike[1]).toEqual(alike[0]);
    expect(JSON.stringify(await sakura.get(`/incidents/${first.id}`))).not.toContain(second.id);
  });

  it('follow the facts: a vendor that is learned links, one that was named wrongly no longer does', async () => {
    const first = await naming(sakura, '訂正システム');
    const second = await naming(midori);
    await correct(midori, second.id, { involvedVendors: ['訂正システム', '別の会社'] });
    await system.settled();
    expect((await causesOf(first.id)).map(({ cases }) => cases)).toEqual([2]);
    await correct(midori, second.id, { involvedVendors: ['別の会社'] });
    await system.settled();
    expect(await causesOf(first.id)).toEqual([]);
    expect(await causesOf(second.id)).toEqual([]);
  });

  it('a case that is merged or withdrawn is no longer one of them', async () => {
    const [kept, merged, withdrawn] = await Promise.all([1, 2, 3].map(() => naming(sakura, '統合される製品')));
    await system.settled();
    expect((await causesOf(kept?.id ?? '')).map(({ cases }) => cases)).toEqual([3]);
    expect((await act(desk, `/incidents/${merged?.id}/merges`, { into: kept?.id })).status).toBe(200);
    expect((await act(sakura, `/incidents/${withdrawn?.id}/transitions`, { to: 'withdrawn' })).status).toBe(200);
    await system.settled();
    expect(await causesOf(kept?.id ?? '')).toEqual([]);
  });

  it('the figures are those that were agreed: 30 days, 40 reports in 10 minutes', () => {
    expect([linkedWithinDays, surgeThreshold]).toEqual([30, { reports: 40, minutes: 10 }]);
  });

  it('within 30 days, not on the 31st', async () => {
    const later = await naming(sakura, '三十日の境');
    await system.settled();
    const before = async (days: number): Promise<CommonCause[]> => {
      await rowsOf(
        system,
        `UPDATE common_cause_case SET reported_at = now() - make_interval(days => $1) WHERE name = '三十日の境'`,
        [days],
      );
      await rowsOf(
        system,
        `UPDATE common_cause
           SET first_reported_at = now() - make_interval(days => $1),
             last_reported_at = now() - make_interval(days => $1)
           WHERE name = '三十日の境'`,
        [days],
      );
      const { id } = await naming(midori, '三十日の境');
      await system.settled();
      return causesOf(id);
    };
    expect(await before(31)).toEqual([]);
    expect(later.id).toBeTruthy();
    await rowsOf(system, `DELETE FROM common_cause_case WHERE name = '三十日の境' AND incident_id <> $1`, [later.id]);
    expect((await before(29)).map(({ cases }) => cases)).toEqual([2]);
  });

  it('a surge of forty reports in ten minutes is one event with its cases, and routing stays fair', async () => {
    const reports = await Promise.all(
      Array.from({ length: surgeThreshold.reports }, (_, n) =>
        report(
          n % 2 === 0 ? sakura : midori,
          attackInJapan({ involvedVendors: ['集中する電子カルテ'], expenses: [expenseIn('forensics')] }),
        ),
      ),
    );
    await system.settled(60_000);
    const [cause, ...more] = await causesOf(reports[0]?.id ?? '');
    expect(more).toEqual([]);
    expect(cause).toMatchObject({ cases: surgeThreshold.reports, institutions: 2 });
    expect(cause?.surgeAt).not.toBeNull();
    expect((await casesOf(cause)).toSorted()).toEqual(reports.map(({ id }) => id).toSorted());
    const marked = await rowsOf(system, `SELECT 1 FROM timeline_entry WHERE kind = 'common-cause-surge'`);
    expect(marked).toHaveLength(1);
    // nobody of the lane has more than one item beyond another with the same room
    const loads = await rowsOf<{ items: number; capacity: number }>(
      system,
      `SELECT count(w.id)::int AS items, max(r.capacity) AS capacity
         FROM skill s
         JOIN adjuster_load l ON l.person_id = s.person_id
         JOIN roster r ON r.person_id = s.person_id
           LEFT JOIN work_item w ON w.assignee_id = s.person_id AND w.lane = 'forensics' AND w.state = 'offered'
        WHERE s.lane = 'forensics' GROUP BY s.person_id`,
    );
    expect(loads.length).toBeGreaterThan(1);
    const items = loads.map((load) => load.items);
    expect(items.reduce((sum, n) => sum + n, 0)).toBe(surgeThreshold.reports);
    expect(Math.max(...items) - Math.min(...items)).toBeLessThanOrEqual(surgeThreshold.reports / 4);
    expect(await wrongLoads(system)).toEqual([]);
    expect(await notRoutedOnce(system)).toEqual([]);
  }, 120_000);

  it('thirty-nine are not a surge', async () => {
    await Promise.all(Array.from({ length: surgeThreshold.reports - 1 }, () => naming(sakura, '三十九件の製品')));
    await system.settled(60_000);
    const rows = await rowsOf(system, `SELECT surge_at FROM common_cause WHERE name = '三十九件の製品'`);
    expect(rows).toEqual([{ surge_at: null }]);
  }, 120_000);
});
