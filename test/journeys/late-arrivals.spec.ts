import { incidentMachine, type IncidentState } from '#incidents';
import { Claims } from '../support/claims.js';
import { pdfOf, sendForm } from '../support/papers.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';
import { act, attackInJapan, expenseIn, notRoutedOnce, report, rowsOf, type Case } from './cases.js';

interface Line {
  readonly id: string;
  readonly line: number;
  readonly state: string;
  readonly category: string;
  readonly amount: number;
}
type Shown = Omit<Case, 'expenses'> & {
  readonly facts: Record<string, unknown>;
  readonly expenses: readonly Line[];
  readonly sentTo: { id: string; caseNumber: string } | null;
};
interface Arrival {
  readonly id: string;
  readonly caseNumber: string;
  readonly state: string;
  readonly kind: string;
  readonly expenses: number;
  readonly claimed: number;
  readonly facts: readonly { code: string; textJa: string }[];
  readonly noted: { byName: string; note: string } | null;
}

let system: TestSystem;
let claims: Claims;
let hospital: Session;
let manager: Session;
let other: Session;
let desk: Session;
beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  [hospital, manager, other, desk] = await Promise.all([
    system.as('reporter@sakura.example'),
    system.as('manager@sakura.example'),
    system.as('manager@midori.example'),
    system.as('support@sonae.example'),
  ]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const shownOf = (id: string, by = hospital): Promise<Shown> => by.get<Shown>(`/incidents/${id}`);
const submit = (id: string, amount: number, by = hospital): Promise<Reply<Shown>> =>
  act<Shown>(by, `/incidents/${id}/expenses`, { expenses: [expenseIn('call-center', amount)] });
const correctIn = async (id: string, facts: object, by = hospital): Promise<Reply<Shown>> =>
  by.send<Shown>('PATCH', `/incidents/${id}`, { body: facts, version: (await shownOf(id, by)).version });
const move = async (by: Session, id: string, body: object): Promise<void> => {
  const moved = await act<Shown>(by, `/incidents/${id}/transitions`, body);
  if (moved.status !== 200) throw new Error(JSON.stringify(moved.body));
};
const waiting = async (list = 'waiting'): Promise<Arrival[]> =>
  (await desk.get<{ items: Arrival[] }>(`/late-arrivals?limit=200&list=${list}`)).items;
const timelineOf = async (id: string, by = hospital): Promise<string[]> =>
  (await by.get<{ items: { textJa: string }[] }>(`/incidents/${id}/timeline?limit=200`)).items.map(
    ({ textJa }) => textJa,
  );

/** How a case of the hospital gets into each state that can be reached. */
const ways: Readonly<Partial<Record<IncidentState, () => Promise<string>>>> = {
  reported: async () => (await report(hospital, attackInJapan())).id,
  triaged: async () => {
    const { id } = await report(hospital, attackInJapan());
    await system.settled(60_000);
    await move(desk, id, { to: 'triaged', severity: 'normal' });
    return id;
  },
  open: async () => {
    const { id } = await report(hospital, attackInJapan());
    await system.settled(60_000);
    await claims.open(id);
    return id;
  },
  withdrawn: async () => {
    const { id } = await report(hospital, attackInJapan());
    await system.settled(60_000);
    await move(manager, id, { to: 'withdrawn' });
    return id;
  },
  merged: async () => {
    const [from, into] = [await report(hospital, attackInJapan()), await report(hospital, attackInJapan())];
    await system.settled(60_000);
    expect((await act(desk, `/incidents/${from.id}/merges`, { into: into.id })).status).toBe(200);
    return from.id;
  },
};

describe('an expense or a fact is taken in every state', () => {
  it('the states that are walked are those that can be reached, and no others', () => {
    expect(Object.keys(ways).toSorted()).toEqual([...incidentMachine.states].toSorted());
  });

  it.each(Object.keys(ways))(
    '%s',
    async (state) => {
      const id = (await ways[state as IncidentState]?.()) ?? '';
      expect((await shownOf(id)).state).toBe(state);
      const submitted = await submit(id, 123_456);
      expect([submitted.status, submitted.body.expenses.filter(({ amount }) => amount === 123_456)]).toMatchObject([
        201,
        [{ state: 'submitted' }],
      ]);
      const corrected = await correctIn(id, { affectedPersons: 777 });
      expect([corrected.status, corrected.body.facts['affectedPersons']]).toEqual([200, 777]);
      // the file that shows first what it would enter is taken alike
      const file = Buffer.from('費目,金額（税抜）,作業・利用の最終日\ncall-center,54321,2026/11/2\n');
      const preview = await sendForm<{ sha256: string; rows: unknown[]; amount: number; caseNumber: string }>(
        system,
        hospital,
        `/incidents/${id}/expense-imports/previews`,
        { file, name: 'x.csv' },
      );
      expect([preview.status, preview.body.caseNumber]).toEqual([200, submitted.body.caseNumber]);
      const { sha256, rows, amount } = preview.body;
      const entered = await sendForm<{ incidentId: string; caseNumber: string }>(
        system,
        hospital,
        `/incidents/${id}/expense-imports`,
        { file, name: 'x.csv', fields: { sha256, rows: String(rows.length), amount: String(amount) } },
      );
      expect([entered.status, entered.body.incidentId, entered.body.caseNumber]).toEqual([
        201,
        submitted.body.id,
        submitted.body.caseNumber,
      ]);
      await system.settled(60_000);
      const stands = await shownOf(submitted.body.id);
      const isOver = stands.state === 'withdrawn';
      expect(stands.expenses.map((line) => [line.amount, line.state])).toEqual([
        [123_456, isOver ? 'submitted' : 'routed'],
        [54_321, isOver ? 'submitted' : 'routed'],
      ]);
    },
    60_000,
  );

  it('every one of them is routed once', async () => {
    await system.settled(60_000);
    const lost = (await notRoutedOnce(system)) as { state: string }[];
    // those of withdrawn cases wait
    expect(lost.filter(({ state }) => state !== 'submitted')).toEqual([]);
  });
});

describe('on a merged case', () => {
  it('goes to the case where the merges end, and the answer and both timelines say so', async () => {
    const [a, b, c] = [
      await report(hospital, attackInJapan()),
      await report(hospital, attackInJapan()),
      await report(hospital, attackInJapan()),
    ];
    await system.settled(60_000);
    await act(desk, `/incidents/${a.id}/merges`, { into: b.id });
    await act(desk, `/incidents/${b.id}/merges`, { into: c.id });
    const { version } = await shownOf(a.id);
    const sent = await submit(a.id, 200_000);
    expect(sent.body).toMatchObject({
      id: c.id,
      caseNumber: c.caseNumber,
      sentTo: { id: a.id, caseNumber: a.caseNumber },
    });
    expect((await timelineOf(c.id)).join('\n')).toContain(
      `事案番号 ${a.caseNumber} に届いたものを、統合先のこの事案で受け付けました。`,
    );
    // the version that counts is that of the case that was named
    const stale = await hospital.send('PATCH', `/incidents/${a.id}`, {
      body: { affectedPersons: 5 },
      version: version - 1,
    });
    expect([stale.status, stale.body['code']]).toEqual([412, 'requests.stale-version']);
    const facts = await hospital.send<Shown>('PATCH', `/incidents/${a.id}`, { body: { affectedPersons: 5 }, version });
    expect([facts.status, facts.body.id, facts.body.sentTo?.caseNumber]).toEqual([200, c.id, a.caseNumber]);
    expect((await shownOf(a.id)).expenses).toEqual([]);
    // one that was sent to its own number says nothing of another
    expect((await submit(c.id, 1_000)).body.sentTo).toBeNull();
    expect((await waiting()).filter(({ caseNumber }) => caseNumber === c.caseNumber)).toEqual([]);
  }, 60_000);

  it('nobody else’s case is reached that way', async () => {
    const [from, into] = [await report(hospital, attackInJapan()), await report(hospital, attackInJapan())];
    await system.settled(60_000);
    await act(desk, `/incidents/${from.id}/merges`, { into: into.id });
    expect((await submit(from.id, 1_000, other)).status).toBe(404);
    expect((await shownOf(into.id)).expenses).toEqual([]);
  }, 60_000);

  it('papers that were uploaded before prove what was sent to the merged number', async () => {
    const [from, into] = [await report(hospital, attackInJapan()), await report(hospital, attackInJapan())];
    await system.settled(60_000);
    const paper = await sendForm<{ id: string }>(system, hospital, '/documents', {
      file: pdfOf('請求書'),
      name: 'invoice.pdf',
      fields: { incidentId: from.id, kind: 'invoice' },
    });
    expect(paper.status).toBe(201);
    await act(desk, `/incidents/${from.id}/merges`, { into: into.id });
    const sent = await act<Shown>(hospital, `/incidents/${from.id}/expenses`, {
      expenses: [{ ...expenseIn('call-center', 90_000), documents: [paper.body.id] }],
    });
    expect([sent.status, sent.body.id]).toEqual([201, into.id]);
    const linked = await rowsOf(system, 'SELECT 1 FROM expense_evidence WHERE expense_id = $1 AND document_id = $2', [
      sent.body.expenses[0]?.id,
      paper.body.id,
    ]);
    expect(linked).toHaveLength(1);
  }, 60_000);

  it('twelve expenses that arrive while their case is merged are all kept, each once', async () => {
    const [from, into] = [await report(hospital, attackInJapan()), await report(hospital, attackInJapan())];
    await system.settled(60_000);
    const amounts = Array.from({ length: 12 }, (_, at) => 1_001 + at);
    const [merged, ...sent] = await Promise.all([
      act(desk, `/incidents/${from.id}/merges`, { into: into.id }),
      ...amounts.map((amount) => submit(from.id, amount)),
    ]);
    expect([merged?.status, sent.map(({ status }) => status)]).toEqual([200, amounts.map(() => 201)]);
    await system.settled(60_000);
    const kept = (await shownOf(into.id)).expenses.map(({ amount }) => amount);
    expect(kept.toSorted((one, next) => one - next)).toEqual(amounts);
  }, 60_000);

  it('the same request sent twice to the merged number is one expense', async () => {
    const [from, into] = [await report(hospital, attackInJapan()), await report(hospital, attackInJapan())];
    await system.settled(60_000);
    await act(desk, `/incidents/${from.id}/merges`, { into: into.id });
    const once = { key: freshKey(), body: { expenses: [expenseIn('call-center', 4_321)] } };
    const both = [
      await hospital.send<Shown>('POST', `/incidents/${from.id}/expenses`, once),
      await hospital.send<Shown>('POST', `/incidents/${from.id}/expenses`, once),
    ];
    expect(both.map(({ status, body }) => [status, body.id])).toEqual([
      [201, into.id],
      [201, into.id],
    ]);
    expect((await shownOf(into.id)).expenses).toHaveLength(1);
  }, 60_000);
});

describe('on a withdrawn case', () => {
  it('waits in a list of the desk until somebody notes what was done; nothing of it is lost', async () => {
    const { id, caseNumber } = await report(hospital, attackInJapan());
    await system.settled(60_000);
    await move(manager, id, { to: 'withdrawn' });
    await submit(id, 300_000);
    await correctIn(id, { affectedPersons: 42, ransomDemanded: true });
    const own = (await waiting()).filter((arrival) => arrival.caseNumber === caseNumber);
    expect(own).toMatchObject([
      { state: 'withdrawn', kind: 'expenses', expenses: 1, claimed: 300_000, facts: [], noted: null },
      { state: 'withdrawn', kind: 'facts', expenses: 0, claimed: 0 },
    ]);
    expect(own[1]?.facts.map(({ textJa }) => textJa)).toEqual(['対象となる人数', '身代金の要求']);
    expect((await timelineOf(id)).filter((text) => text.includes('お預かりしました'))).toEqual([
      '「取下げ」の事案に届いた費用のご請求を、お預かりしました。専任スタッフが内容を確認します。',
      '「取下げ」の事案に届いた事故の内容を、お預かりしました。専任スタッフが内容を確認します。',
    ]);
    // nothing is done with it: no outlook again, no adjuster, no support
    await system.settled(60_000);
    const [after] = await rowsOf<{ items: number; requests: number }>(
      system,
      `SELECT (SELECT count(*)::int FROM work_item WHERE incident_id = $1) AS items,
              (SELECT count(*)::int FROM support_request WHERE incident_id = $1 AND state <> 'withdrawn') AS requests`,
      [id],
    );
    expect(after).toEqual({ items: 0, requests: 0 });
    const tile = async (): Promise<number | undefined> =>
      (await desk.get<{ tiles: { code: string; count: number }[] }>('/dashboard')).tiles.find(
        ({ code }) => code === 'late-arrivals',
      )?.count;
    const before = await tile();
    const note = (by: Session, arrival: Arrival | undefined) =>
      act<Arrival & { code: string }>(by, `/late-arrivals/${arrival?.id}/notes`, { note: '責任者に電話。再開を希望' });
    expect((await note(manager, own[0])).status).toBe(403);
    const second = await system.as('support2@sonae.example');
    const twice = await Promise.all([note(desk, own[0]), note(second, own[0])]);
    expect(twice.map(({ status, body }) => `${status} ${body.code ?? 'noted'}`).toSorted()).toEqual([
      '200 noted',
      '409 incidents.late-arrival-noted',
    ]);
    expect(await tile()).toBe((before ?? 0) - 1);
    const noted = (await waiting('noted')).find((arrival) => arrival.id === own[0]?.id);
    expect(noted?.noted?.note).toBe('責任者に電話。再開を希望');
    expect((await shownOf(id)).expenses).toHaveLength(1);
  }, 60_000);

  it('the hospital reads neither the list nor a word of it, nor does an administrator', async () => {
    const admin = await system.as('admin@sonae.example');
    for (const session of [hospital, manager, admin])
      expect((await session.send('GET', '/late-arrivals')).status).toBe(403);
  });
});
