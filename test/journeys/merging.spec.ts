import { Claims, cost } from '../support/claims.js';
import { pdfOf, sendForm } from '../support/papers.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';
import {
  act,
  attackInJapan,
  codesOf,
  correct,
  expenseIn,
  hoursAgo,
  notRoutedOnce,
  report,
  rowsOf,
  wrongLoads,
  type Case,
  type Refusal,
} from './cases.js';

type Merged = Case & {
  facts: Record<string, unknown>;
  mergedInto: { id: string; caseNumber: string } | null;
  mergedFrom: { id: string; caseNumber: string }[];
};
interface Proposal {
  cases: { id: string; caseNumber: string }[];
  hoursApart: number | null;
  sameCause: boolean;
}

describe('two reports of one event become one case', () => {
  let system: TestSystem;
  let hospital: Session;
  let manager: Session;
  let other: Session;
  let desk: Session;
  beforeAll(async () => {
    system = await testSystem();
    hospital = await system.as('reporter@sakura.example');
    manager = await system.as('manager@sakura.example');
    other = await system.as('manager@midori.example');
    desk = await system.as('support@sonae.example');
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  const merge = (id: string, into: string, more: Record<string, unknown> = {}) =>
    act<Merged & { missing: Refusal[] }>(desk, `/incidents/${id}/merges`, { into, ...more });
  const proposals = async (id: string): Promise<Proposal[]> =>
    (await desk.get<{ items: Proposal[] }>(`/merge-proposals?incidentId=${id}`)).items;

  it('is proposed, merged by the desk, and found under either number; expenses are entered again and routed once', async () => {
    const first = await report(hospital, attackInJapan({ affectedPersons: null, expenses: [expenseIn('forensics')] }));
    const second = await report(
      manager,
      attackInJapan({
        discoveredAt: hoursAgo(4),
        affectedPersons: 1_200,
        expenses: [expenseIn('call-center', 700_000)],
      }),
    );
    await system.settled();
    const [proposal, ...more] = await proposals(second.id);
    expect(more).toEqual([]);
    expect(proposal).toMatchObject({
      cases: [{ caseNumber: second.caseNumber }, { caseNumber: first.caseNumber }],
      hoursApart: 1,
      sameCause: true,
    });

    const merged = await merge(second.id, first.id, { reason: '同じ事故の二重報告' });
    expect(merged.status).toBe(200);
    expect(merged.body).toMatchObject({
      id: first.id,
      state: 'reported',
      mergedFrom: [{ id: second.id, caseNumber: second.caseNumber }],
    });
    // what only the second report knew is known now
    expect(merged.body.facts['affectedPersons']).toBe(1_200);
    await system.settled();

    const gone = await hospital.get<Merged>(`/incidents/${second.id}`);
    expect(gone).toMatchObject({ state: 'merged', mergedInto: { id: first.id, caseNumber: first.caseNumber } });
    expect(gone.expenses.map(({ state }) => state)).toEqual(['withdrawn']);
    const remains = await hospital.get<Merged>(`/incidents/${first.id}`);
    expect(remains.expenses.map(({ line, lane, state }) => ({ line, lane, state }))).toEqual([
      { line: 1, lane: 'forensics', state: 'routed' },
      { line: 2, lane: 'call-center', state: 'routed' },
    ]);
    const under = async (session: Session, number: string): Promise<string[]> =>
      (await session.get<{ items: Case[] }>(`/incidents?caseNumber=${number}`)).items.map(({ id }) => id).toSorted();
    expect(await under(hospital, second.caseNumber)).toEqual([first.id, second.id].toSorted());
    expect(await under(hospital, first.caseNumber)).toEqual([first.id]);
    expect(await proposals(second.id)).toEqual([]);
    // whoever submitted the expense is still who submitted it
    const entered = await rowsOf<{ people: number }>(
      system,
      `SELECT count(DISTINCT entered_by)::int AS people
         FROM expense
         WHERE incident_id IN ($1, $2) AND category = 'call-center'`,
      [first.id, second.id],
    );
    expect(entered).toEqual([{ people: 1 }]);
    expect(await wrongLoads(system)).toEqual([]);
    expect(await notRoutedOnce(system)).toEqual([]);
  });

  it('what speaks for a merge follows from what the two cases say now', async () => {
    await report(hospital, attackInJapan({ discoveredAt: hoursAgo(200) }));
    const { id } = await report(hospital, attackInJapan({ discoveredAt: hoursAgo(200 + 1 / 3) }));
    await system.settled();
    expect(await proposals(id)).toMatchObject([{ hoursApart: 0, sameCause: true }]);
    await correct(desk, id, { cause: 'other-accident', discoveredAt: hoursAgo(210) });
    expect(await proposals(id)).toMatchObject([{ hoursApart: 10, sameCause: false }]);
    await correct(desk, id, { cause: null, discoveredAt: null });
    expect(await proposals(id)).toMatchObject([{ hoursApart: null, sameCause: false }]);
  });

  it('a case into which another was merged can go into a third: the oldest number still leads to where it is', async () => {
    const [a, b, c] = await Promise.all(
      [1, 2, 3].map(() => report(hospital, attackInJapan({ discoveredAt: hoursAgo(400) }))),
    );
    if (!a || !b || !c) throw new Error('three cases are needed');
    await system.settled();
    expect((await merge(a.id, b.id)).status).toBe(200);
    expect((await merge(b.id, c.id)).status).toBe(200);
    const found = await desk.get<{ items: Case[] }>(`/incidents?caseNumber=${a.caseNumber}`);
    expect(found.items.find(({ state }) => state !== 'merged')?.id).toBe(c.id);
  });

  it('refuses itself, another institution’s case, one that nobody has matched, an unknown one and one that has ended', async () => {
    const own = await report(hospital, attackInJapan());
    const theirs = await report(other, attackInJapan());
    const nobodys = await report(desk, { ...attackInJapan(), institutionName: 'どこかの医院' });
    const ended = await report(hospital, attackInJapan());
    await system.settled();
    expect((await act(hospital, `/incidents/${ended.id}/transitions`, { to: 'withdrawn' })).status).toBe(200);
    const refused = async (id: string, into: string): Promise<unknown> => {
      const { status, body } = await act<{ code: string; errors?: { pointer: string }[] }>(
        desk,
        `/incidents/${id}/merges`,
        { into },
      );
      return [status, body.code, body.errors?.[0]?.pointer];
    };
    expect(await refused(own.id, own.id)).toEqual([422, 'incidents.merge-into-itself', '/into']);
    expect(await refused(own.id, theirs.id)).toEqual([422, 'incidents.merge-other-institution', '/into']);
    expect(await refused(nobodys.id, own.id)).toEqual([422, 'incidents.merge-other-institution', '/into']);
    expect(await refused(own.id, ended.id)).toEqual([409, 'incidents.merge-target-ended', '/into']);
    expect(await refused(ended.id, own.id)).toEqual([409, 'incidents.move-not-allowed', undefined]);
    expect(await refused(own.id, crypto.randomUUID())).toEqual([404, 'requests.not-found', '/into']);
    expect((await desk.get<Case>(`/incidents/${own.id}`)).state).toBe('reported');
  });

  it('refuses once something was decided on an expense of the one that goes, and names it', async () => {
    const claims = await Claims.on(system);
    const policy = await claims.policy({ plan: 3 });
    const [first, second] = [
      await claims.inReview(policy, [cost('call-center', 100_000)]),
      await claims.inReview(policy, [cost('call-center', 2_000_000)]),
    ];
    const expenseId = second.expenses[0]?.id ?? '';
    const proposed = await claims.propose(await claims.holder(expenseId), expenseId);
    expect(proposed.body.state).toBe('open');
    const refused = await merge(second.id, first.id);
    expect([refused.status, codesOf(refused.body.missing)]).toEqual([409, ['incidents.merge-decided']]);
  });

  it('the same merge sent eight times at once has one effect; two merges against each other leave one case', async () => {
    const first = await report(hospital, attackInJapan({ expenses: [expenseIn('forensics')] }));
    const second = await report(hospital, attackInJapan({ expenses: [expenseIn('prevention')] }));
    await system.settled();
    const key = freshKey();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        desk.send<Merged>('POST', `/incidents/${second.id}/merges`, { key, body: { into: first.id } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await desk.get<Merged>(`/incidents/${first.id}`)).expenses).toHaveLength(2);

    const [left, right] = await Promise.all([report(hospital, attackInJapan()), report(hospital, attackInJapan())]);
    await system.settled();
    const both = await Promise.all([merge(left.id, right.id), merge(right.id, left.id)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    // the other is told where the case it chose is now
    const stays = both[0].status === 200 ? right : left;
    const told = both.find(({ status }) => status === 409)?.body as unknown as Refusal;
    expect([told.code, told.textJa]).toEqual([
      'incidents.merge-target-merged',
      expect.stringContaining(`いまは事案${stays.caseNumber}です`),
    ]);
  });

  interface Papers {
    documents: { id: string; incidentId: string; expenseIds: string[] }[];
    expenses: { expenseId: string; missing: Refusal[] }[];
  }
  const papersOf = (id: string): Promise<Papers> => manager.get<Papers>(`/incidents/${id}/documents`);
  const file = async (incidentId: string): Promise<{ id: string; incidentId: string }> => {
    const filed = await sendForm<{ id: string; incidentId: string }>(system, manager, '/documents', {
      fields: { incidentId, kind: 'invoice' },
      file: pdfOf(freshKey()),
    });
    expect([filed.status, filed.body]).toEqual([201, expect.anything()]);
    return filed.body;
  };
  const link = (documentId: string, expenseIds: string[]) =>
    act<Papers>(manager, `/documents/${documentId}/links`, { expenseIds });

  it('papers of the case that goes are with the case that stays, and so are those that come later under either number', async () => {
    const stays = await report(manager, attackInJapan());
    const goes = await report(manager, attackInJapan({ expenses: [expenseIn('call-center', 410_000)] }));
    await system.settled();
    const goneLine = goes.expenses[0]?.id ?? '';
    const before = await file(goes.id);
    const unlinked = await file(goes.id);
    await link(before.id, [goneLine]);
    expect((await merge(goes.id, stays.id)).status).toBe(200);
    await system.settled();
    const line = (await manager.get<Merged>(`/incidents/${stays.id}`)).expenses[0]?.id ?? '';
    expect(await papersOf(stays.id)).toMatchObject({
      documents: [
        { id: before.id, expenseIds: [line] },
        { id: unlinked.id, expenseIds: [] },
      ],
    });
    // somebody who has the old number, and the old line, still open
    const later = await file(goes.id);
    expect(later.incidentId).toBe(stays.id);
    const linked = await link(later.id, [goneLine]);
    expect([linked.status, linked.body.documents.find(({ id }) => id === later.id)?.expenseIds]).toEqual([200, [line]]);
    expect((await papersOf(stays.id)).documents.map(({ id }) => id)).toEqual([before.id, unlinked.id, later.id]);
    const third = await report(manager, attackInJapan());
    await system.settled();
    expect((await merge(stays.id, third.id)).status).toBe(200);
    expect((await file(goes.id)).incidentId).toBe(third.id);
    expect((await papersOf(third.id)).documents).toHaveLength(4);
    const told = await manager.get<{ items: { kind: string }[] }>(`/incidents/${third.id}/timeline?limit=200`);
    expect(told.items.filter(({ kind }) => kind === 'document-received')).toHaveLength(1);
  });

  it('a paper that an expense has stands in the list of its case, wherever it was filed', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => report(manager, attackInJapan({ expenses: [expenseIn('call-center', 420_000)] }))),
    );
    await system.settled();
    const paper = await file(one?.id ?? '');
    const line = two?.expenses[0]?.id ?? '';
    await link(paper.id, [line]);
    const { documents, expenses } = await papersOf(two?.id ?? '');
    expect(documents).toMatchObject([{ id: paper.id, expenseIds: [line] }]);
    // not missing, and shown: the two never contradict each other
    expect(codesOf(expenses[0]?.missing ?? [])).not.toContain('evidence-missing.invoice');
  });

  it('equal lines of both reports are possible duplicates; lines of one report are none', async () => {
    const twice = [expenseIn('call-center', 430_000), expenseIn('call-center', 430_000)];
    const stays = await report(hospital, attackInJapan({ expenses: [expenseIn('call-center', 430_000)] }));
    const goes = await report(hospital, attackInJapan({ expenses: twice }));
    const others = await report(hospital, attackInJapan({ expenses: [expenseIn('call-center', 431_000)] }));
    await system.settled();
    for (const { id } of [goes, others]) expect((await merge(id, stays.id)).status).toBe(200);
    await system.settled();
    const { expenses } = await desk.get<Merged>(`/incidents/${stays.id}`);
    const senior = await system.as('senior@sonae.example');
    const grounds = async (at: number) =>
      (
        await senior.get<{ duplicates: { line: number; grounds: string[] }[] }>(`/expenses/${expenses[at]?.id}`)
      ).duplicates.map(({ line, grounds: why }) => [line, why]);
    expect(await grounds(0)).toEqual([
      [2, ['merged']],
      [3, ['merged']],
    ]);
    expect(await grounds(1)).toEqual([[1, ['merged']]]);
    expect(await grounds(3)).toEqual([]);
  });

  it('the desk says that two reports tell of two events: not proposed again', async () => {
    const first = await report(other, attackInJapan({ discoveredAt: hoursAgo(30) }));
    await report(other, attackInJapan({ discoveredAt: hoursAgo(31) }));
    await system.settled();
    const all = await proposals(first.id);
    for (const { cases } of all) {
      const [going, into] = cases;
      const path = `/incidents/${going?.id}/merge-proposals/${into?.id}/refusals`;
      expect((await act(desk, path, { reason: '別の端末' })).status).toBe(200);
      expect((await act<{ code: string }>(desk, path, {})).body.code).toBe('incidents.merge-not-proposed');
    }
    expect(all.length).toBeGreaterThan(0);
    expect(await proposals(first.id)).toEqual([]);
  });

  it('all that is proposed is read a page at a time, and the desk’s menu counts as many; nobody else’s does', async () => {
    await report(other, attackInJapan({ discoveredAt: hoursAgo(32) }));
    await report(other, attackInJapan({ discoveredAt: hoursAgo(33) }));
    await system.settled();
    const pairOf = ({ cases }: Proposal): string => cases.map(({ caseNumber }) => caseNumber).join(' ');
    const whole = await desk.get<{ items: Proposal[] }>('/merge-proposals?limit=200');
    expect(whole.items.length).toBeGreaterThan(1);
    const read: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const part: { items: Proposal[]; nextCursor: string | null } = await desk.get(
        `/merge-proposals?limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      read.push(...part.items.map(pairOf));
      cursor = part.nextCursor;
    }
    expect(read).toEqual(whole.items.map(pairOf));
    const waiting = async (by: Session) =>
      (await by.get<{ items: { list: string; count: number }[] }>('/waiting')).items.find(
        ({ list }) => list === 'merge-proposals',
      )?.count;
    expect(await waiting(desk)).toBe(read.length);
    expect(await waiting(await system.as('senior@sonae.example'))).toBeUndefined();
    const [going, into] = whole.items[0]?.cases ?? [];
    await act(desk, `/incidents/${going?.id}/merge-proposals/${into?.id}/refusals`, { reason: '別の端末' });
    expect(await waiting(desk)).toBe(read.length - 1);
  });

  it('no institution merges, or sees what is proposed', async () => {
    const mine = await report(hospital, attackInJapan());
    const twice = await report(hospital, attackInJapan());
    expect((await act(hospital, `/incidents/${mine.id}/merges`, { into: twice.id })).status).toBe(403);
    expect((await manager.send('GET', '/merge-proposals')).status).toBe(403);
  });
});
