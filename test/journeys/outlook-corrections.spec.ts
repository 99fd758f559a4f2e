import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { systemActor } from '#database';
import { WriteOutlookCorrection } from '#notifications';
import { packageRoot } from '#platform';
import { asSuperuser } from '../support/database.js';
import { until } from '../support/processes.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import { act, attackInJapan, expenseIn, lossAbroad, report, rowsOf, type Case, type Refusal } from './cases.js';

interface Correction {
  id: string;
  incidentId: string;
  caseNumber: string;
  told: string;
  toldFrom: string;
  toldUntil: string;
  coverageOutlook: string;
  supportOutlook: string;
  followed: string[];
  linesWithdrawn: number;
  notices: {
    id: string;
    reader: string;
    readerName: string;
    readAt: string | null;
    calls: { reached: boolean; note: string; byName: string }[];
  }[];
  act: { done: string; byName: string } | null;
}
interface Notice {
  id: string;
  incidentId: string;
  told: string;
  coverageOutlook: string;
  supportOutlook: string;
  readAt: string | null;
}

let system: TestSystem;
let hospital: Session;
let manager: Session;
let agent: Session;
let desk: Session;
let senior: Session;
let auditor: Session;

/** Every run of a case, and the case itself, as they were kept while there was one outlook. */
async function ofOneOutlook(cases: readonly { id: string; outlook: string; code: string }[]): Promise<void> {
  await asSuperuser(system.db.ownerUrl, async (client) => {
    await client.query('BEGIN');
    for (const { id, outlook, code } of cases) {
      const reasons = JSON.stringify([{ code, textJa: '', textEn: '' }]);
      await client.query(
        `UPDATE coverage_outlook
           SET outlook = $2, support_outlook = NULL, answer = jsonb_build_object('reasons', $3::jsonb)
           WHERE incident_id = $1`,
        [id, outlook, reasons],
      );
      await client.query(
        `UPDATE incident
           SET outlook = $2, outlook_reasons = $3, support_outlook = NULL, support_reasons = NULL,
             support_question = NULL
           WHERE id = $1`,
        [id, outlook, reasons],
      );
    }
    await client.query('COMMIT');
  });
}

const listed = async (list: string, by = desk): Promise<Correction[]> =>
  (await by.get<{ items: Correction[] }>(`/outlook-corrections?list=${list}&limit=200`)).items;
const noticesOf = async (by: Session, query = ''): Promise<Notice[]> =>
  (await by.get<{ items: Notice[] }>(`/outlook-notices?limit=200${query}`)).items;
const linesOf = async (id: string): Promise<{ kind: string; textJa: string }[]> =>
  (await hospital.get<{ items: { kind: string; textJa: string }[] }>(`/incidents/${id}/timeline?limit=200`)).items;

let abroad: Case;
let withLineLost: Case;
let withdrawn: Case;
let affected: Case;
let inJapan: Case;
let undeclared: Case;
let before: Case;

beforeAll(async () => {
  system = await testSystem();
  [hospital, manager, agent, desk, senior, auditor] = await Promise.all([
    system.as('manager@midori.example'),
    system.as('manager@midori.example'),
    system.as('agent@hikari.example'),
    system.as('support@sonae.example'),
    system.as('senior@sonae.example'),
    system.as('auditor@sonae.example'),
  ]);
  abroad = await report(hospital, lossAbroad());
  withLineLost = await report(hospital, lossAbroad());
  withdrawn = await report(hospital, lossAbroad());
  affected = await report(hospital, lossAbroad({ domesticEffect: true }));
  inJapan = await report(hospital, attackInJapan({ expenses: [expenseIn('forensics')] }));
  undeclared = await report(hospital, lossAbroad({ premises: 'undeclared-premises' }));
  await system.settled();
  const [line] = (await hospital.get<Case>(`/incidents/${withLineLost.id}`)).expenses;
  expect(
    (await act(hospital, `/expenses/${line?.id}/transitions`, { to: 'withdrawn', reason: '対象外と表示された' }))
      .status,
  ).toBe(200);
  expect(
    (await act(hospital, `/incidents/${withLineLost.id}/expenses`, { expenses: [expenseIn('prevention')] })).status,
  ).toBe(201);
  expect(
    (await act(manager, `/incidents/${withdrawn.id}/transitions`, { to: 'withdrawn', reason: '対象外と表示された' }))
      .status,
  ).toBe(200);
  await system.settled();
  before = await hospital.get<Case>(`/incidents/${abroad.id}`);
  await ofOneOutlook([
    ...[abroad, withLineLost, withdrawn].map(({ id }) => ({ id, outlook: 'red', code: 'overseas-incident' })),
    { id: affected.id, outlook: 'amber', code: 'domestic-undecided' },
    { id: inJapan.id, outlook: 'green', code: 'available' },
    { id: undeclared.id, outlook: 'red', code: 'undeclared-premises' },
  ]);
  await until('every case is settled again', 30_000, async () => {
    const left = await rowsOf(
      system,
      'SELECT 1 FROM incident WHERE outlook_id IS NOT NULL AND support_outlook IS NULL',
    );
    return left.length === 0;
  });
  await system.settled();
}, 120_000);
afterAll(async () => {
  await system?.stop();
});

describe('cases that were settled while cover and support had one outlook', () => {
  it('R-TER-1: are settled again, those that have ended too; the version that a clerk holds is not raised', async () => {
    const now = await hospital.get<Case>(`/incidents/${abroad.id}`);
    expect([now.coverageOutlook, now.supportOutlook, now.version]).toEqual(['green', 'not-available', before.version]);
    const ended = await hospital.get<Case>(`/incidents/${withdrawn.id}`);
    expect([ended.state, ended.coverageOutlook, ended.supportOutlook]).toEqual(['withdrawn', 'green', 'not-available']);
    const refused = await hospital.get<Case>(`/incidents/${undeclared.id}`);
    expect([refused.coverageOutlook, refused.supportOutlook]).toEqual(['red', 'not-available']);
  });

  it('the record says what was told wrongly and what holds now; where nothing was told wrongly it says nothing', async () => {
    const corrected = async (one: Case): Promise<string[]> =>
      (await linesOf(one.id)).filter(({ kind }) => kind === 'outlook-corrected').map(({ textJa }) => textJa);
    expect(await corrected(abroad)).toEqual([
      '補償の見通しを「お支払いの対象外」と表示していましたが、誤りでした。事故が起きた国は補償の見通しに影響しません。補償の見通し：お支払いの対象。緊急時サポートの見通し：ご利用いただけません。',
    ]);
    expect(await corrected(affected)).toEqual([
      '補償の見通しを「担当者が個別に確認」と表示していましたが、誤りでした。事故が起きた国は補償の見通しに影響しません。補償の見通し：お支払いの対象。緊急時サポートの見通し：専任スタッフが個別に確認。',
    ]);
    expect(await Promise.all([inJapan, undeclared].map(corrected))).toEqual([[], []]);
    // each line has the row that proves it, and each row its line
    const rows = await rowsOf<{ incident_id: string }>(system, 'SELECT incident_id FROM outlook_correction');
    const told = await rowsOf<{ incident_id: string }>(
      system,
      `SELECT incident_id FROM timeline_entry WHERE kind = 'outlook-corrected'`,
    );
    const ids = (found: { incident_id: string }[]): string[] => found.map(({ incident_id: id }) => id).toSorted();
    expect(ids(rows)).toEqual([abroad, withLineLost, withdrawn, affected].map(({ id }) => id).toSorted());
    expect(ids(told)).toEqual(ids(rows));
  });

  it('settling again twice changes nothing: nobody is told a second time', async () => {
    const counted = (): Promise<unknown[]> =>
      rowsOf(
        system,
        `SELECT (SELECT count(*) FROM outlook_correction) AS corrections,
           (SELECT count(*) FROM outlook_notice) AS notices,
                (SELECT count(*) FROM timeline_entry WHERE kind IN ('outlook-settled','outlook-corrected')) AS lines`,
      );
    const told = await counted();
    const { version } = await hospital.get<Case>(`/incidents/${abroad.id}`);
    await hospital.send('PATCH', `/incidents/${abroad.id}`, { body: { affectedPersons: 3 }, version });
    await system.settled();
    expect(await counted()).toEqual(told);
  });

  it('the institution and its agent have a notice on their pages, read apart; another institution has none', async () => {
    const ids = (notices: Notice[]): string[] => notices.map(({ incidentId }) => incidentId).toSorted();
    const all = [abroad, withLineLost, withdrawn, affected].map(({ id }) => id).toSorted();
    expect(ids(await noticesOf(manager))).toEqual(all);
    expect(ids(await noticesOf(agent))).toEqual(all);
    expect(await noticesOf(await system.as('manager@sakura.example'))).toEqual([]);
    const [notice] = await noticesOf(manager, `&incidentId=${abroad.id}`);
    expect(notice).toMatchObject({
      told: 'red',
      coverageOutlook: 'green',
      supportOutlook: 'not-available',
      readAt: null,
    });
    const read = await act<Notice>(hospital, `/outlook-notices/${notice?.id}/readings`);
    expect([read.status, read.body.readAt === null]).toEqual([200, false]);
    const again = await act<Notice>(manager, `/outlook-notices/${notice?.id}/readings`);
    expect(again.body.readAt).toBe(read.body.readAt);
    expect(ids(await noticesOf(manager, '&list=unread'))).toEqual(all.filter((id) => id !== abroad.id));
    expect(ids(await noticesOf(agent, '&list=unread'))).toEqual(all);
    // what was written to the agency is not the institution's to read
    const [agents] = await noticesOf(agent, `&incidentId=${abroad.id}`);
    expect((await act<Refusal>(manager, `/outlook-notices/${agents?.id}/readings`)).status).toBe(404);
    for (const session of [desk, senior]) expect((await session.send('GET', '/outlook-notices')).status).toBe(403);
  });

  it('a letter with both outlooks is written once and mailed to the managers; nothing personal in the mail', async () => {
    const { items: letters } = await manager.get<{ items: { id: string; kind: string; number: string }[] }>(
      `/letters?incidentId=${abroad.id}`,
    );
    expect(letters.map(({ kind }) => kind)).toEqual(['outlook-correction']);
    const answer = await fetch(`${system.address}/api/v1/letters/${letters[0]?.id}/content`, {
      headers: { cookie: manager.cookie },
    });
    const read = spawnSync(process.execPath, [join(packageRoot, 'test/support/pdf-text.mjs')], {
      input: Buffer.from(await answer.arrayBuffer()),
    });
    const text = read.stdout.toString().replaceAll(/\s+/g, '');
    for (const part of [
      '補償の見通しについての訂正のお知らせ',
      '誤って表示していた補償の見通し',
      'お支払いの対象外',
      '現在の補償の見通し',
      '現在の緊急時サポートの見通し',
      'ご利用いただけません',
    ])
      expect(text).toContain(part);
    const { items } = await desk.get<{ items: { body: string; subject: string; letterId: string | null }[] }>(
      `/mails?incidentId=${abroad.id}`,
    );
    const mails = items.filter(({ letterId }) => letterId === letters[0]?.id);
    expect(mails.length).toBeGreaterThan(0);
    for (const { body, subject } of mails) {
      expect(subject).toContain('補償の見通しについての訂正のお知らせ');
      for (const personal of ['見本 太郎', '03-0000-0001', 'ノートパソコン']) expect(body).not.toContain(personal);
    }
  });

  it('agents get a mail that leads to their page, each once, as long as the institution is their client', async () => {
    interface MailShown {
      readonly what: string;
      readonly addressee: string;
      readonly subject: string;
      readonly body: string;
    }
    const mailed = async (of: Case): Promise<MailShown[]> =>
      (await desk.get<{ items: MailShown[] }>(`/mails?incidentId=${of.id}&what=outlook-correction&limit=200`)).items;
    for (const corrected of [abroad, withLineLost, withdrawn, affected]) {
      const [mail, ...more] = await mailed(corrected);
      expect([more, mail?.addressee]).toEqual([[], 'agent']);
      expect(mail?.body).toContain('補償の見通しに誤りがあり、訂正しました');
      expect(mail?.body).toContain(`/app/cases/${corrected.id}`);
      for (const personal of ['見本 太郎', '03-0000-0001', 'ノートパソコン', 'お支払いの対象'])
        expect(mail?.body).not.toContain(personal);
    }
    for (const right of [inJapan, undeclared]) expect(await mailed(right)).toEqual([]);

    // somebody who came to the agency since
    await rowsOf(
      system,
      `WITH known AS (SELECT id, institution_id, agency_id FROM person WHERE email = 'agent@hikari.example'),
            made AS (INSERT INTO person (id, institution_id, agency_id, email, display_name)
                     SELECT gen_random_uuid(), institution_id, agency_id, 'agent2@hikari.example', '見本 後任'
                         FROM known
                         RETURNING id)
       INSERT INTO role_grant (id, person_id, role, granted_by, granted_at, confirmed_by, confirmed_at)
       SELECT gen_random_uuid(), m.id, g.role, g.granted_by, g.granted_at, g.confirmed_by, g.confirmed_at
         FROM made m, known k JOIN role_grant g ON g.person_id = k.id`,
    );
    const [correction] = await rowsOf<{ id: string }>(
      system,
      'SELECT id FROM outlook_correction WHERE incident_id = $1',
      [abroad.id],
    );
    const again = async (): Promise<number> => {
      await system.db.database.transaction(systemActor('test'), (tx) =>
        new WriteOutlookCorrection(system.config).handle(tx, [
          {
            consumer: 'write-outlook-correction',
            job: 'write-outlook-correction',
            queue: 'cases',
            eventId: correction?.id ?? '',
            eventCreatedAt: '',
            subject: `case:${abroad.id}`,
            incidentId: abroad.id,
            dueAt: null,
            ids: [correction?.id ?? ''],
          },
        ]),
      );
      return (await mailed(abroad)).length;
    };
    const today = `(now() AT TIME ZONE 'Asia/Tokyo')::date`;
    await rowsOf(system, `UPDATE agency_client SET from_on = ${today} - 1, to_on = ${today}`);
    expect(await again()).toBe(1);
    await rowsOf(system, 'UPDATE agency_client SET to_on = NULL');
    expect(await again()).toBe(2);
    expect(await again()).toBe(2);
  });

  it('stands in the list to call until each was reached: dated acts of the desk, by name', async () => {
    const tile = async (code: string): Promise<number | undefined> =>
      (await desk.get<{ tiles: { code: string; count: number }[] }>('/dashboard')).tiles.find(
        (one) => one.code === code,
      )?.count;
    const mine = async (): Promise<Correction | undefined> =>
      (await listed('to-call')).find(({ incidentId }) => incidentId === abroad.id);
    const correction = await mine();
    expect(correction?.notices.map(({ reader, calls }) => [reader, calls.length])).toEqual([
      ['institution', 0],
      ['agency', 0],
    ]);
    const [own, agency] = correction?.notices ?? [];
    const waiting = await tile('outlook-to-call');
    expect(waiting).toBe(4);
    const path = `/outlook-notices/${own?.id}/calls`;
    const missed = await act<Correction>(desk, path, { reached: false, note: '代表番号、応答なし' });
    expect(missed.body.notices[0]?.calls).toMatchObject([{ reached: false, note: '代表番号、応答なし' }]);
    await act(desk, path, { reached: true, note: '事務長に説明' });
    expect((await mine())?.notices[0]?.calls.map(({ reached }) => reached)).toEqual([false, true]);
    const again = await act<Refusal>(desk, path, { reached: true, note: '二度目' });
    expect([again.status, again.body.code]).toEqual([409, 'outlook-corrections.reached-already']);
    await act(desk, `/outlook-notices/${agency?.id}/calls`, { reached: true, note: '担当者に説明' });
    expect(await mine()).toBeUndefined();
    // the overview is made again every few seconds
    await until('the tile counts one less', 20_000, async () => (await tile('outlook-to-call')) === 3);
    const empty = await act<Refusal>(desk, path, { reached: true, note: '　 ' });
    expect(empty.status).toBe(400);
    for (const session of [senior, auditor, manager, agent])
      expect((await act<Refusal>(session, path, { reached: true, note: 'x' })).status).toBe(403);
    // the calls are the insurer's: in its record, not in the institution's
    const lines = (await desk.get<{ items: { kind: string }[] }>(`/incidents/${abroad.id}/timeline?limit=200`)).items;
    expect(lines.filter(({ kind }) => kind === 'outlook-correction-called')).toHaveLength(3);
    expect((await linesOf(abroad.id)).filter(({ kind }) => kind === 'outlook-correction-called')).toEqual([]);
  });

  it('withdrawn cases, cases that lost lines and cases without a line since are worked off by a senior adjuster', async () => {
    const followed = new Map((await listed('to-act', senior)).map((one) => [one.incidentId, one]));
    expect(followed.get(withdrawn.id)?.followed).toEqual(['case-withdrawn', 'no-line']);
    expect(followed.get(abroad.id)?.followed).toEqual(['no-line']);
    expect(followed.get(withLineLost.id)).toMatchObject({
      followed: ['lines-withdrawn'],
      linesWithdrawn: 1,
      act: null,
    });
    const path = `/outlook-corrections/${followed.get(withLineLost.id)?.id}/acts`;
    for (const session of [desk, auditor, manager]) expect((await act(session, path, { done: 'x' })).status).toBe(403);
    const done = await act<Correction>(senior, path, { done: '事務長に確認し、費用をあらためてご請求いただく。' });
    expect([done.status, done.body.act?.done]).toEqual([200, '事務長に確認し、費用をあらためてご請求いただく。']);
    const again = await act<Refusal>(senior, path, { done: 'もう一度' });
    expect([again.status, again.body.code]).toEqual([409, 'outlook-corrections.acted-already']);
    expect((await listed('to-act', senior)).map(({ incidentId }) => incidentId)).not.toContain(withLineLost.id);
    expect(
      (await listed('all', auditor)).find(({ incidentId }) => incidentId === withLineLost.id)?.act?.byName,
    ).toBeTruthy();
    // a line has come since: nothing is left to work off
    await act(hospital, `/incidents/${affected.id}/expenses`, { expenses: [expenseIn('prevention')] });
    const nothing = (await listed('all', senior)).find(({ incidentId }) => incidentId === affected.id);
    expect(nothing?.followed).toEqual([]);
    const refused = await act<Refusal>(senior, `/outlook-corrections/${nothing?.id}/acts`, { done: 'x' });
    expect([refused.status, refused.body.code]).toEqual([409, 'outlook-corrections.nothing-followed']);
  });

  it('runs of that time come out as they were kept', async () => {
    const { replayDifferences } = await import('#assessment');
    const runs = await rowsOf<Parameters<typeof replayDifferences>[0]>(
      system,
      `SELECT id, incident_id, at, input, outlook, support_outlook, answer, assessment,
         encode(request_hash, 'hex') AS request_hash, encode(answer_hash, 'hex') AS answer_hash
         FROM coverage_outlook`,
    );
    expect(runs.filter(({ support_outlook: support }) => support === null).length).toBeGreaterThan(5);
    for (const run of runs) expect(replayDifferences(run)).toEqual([]);
  });

  it('as it stood before, the case shows what was told then', async () => {
    const [past] = await rowsOf<{ until: Date }>(
      system,
      `SELECT until
         FROM case_past
         WHERE subject_id = $1 AND was ->> 'support_outlook' IS NULL AND was ->> 'outlook' = 'red'
         ORDER BY until DESC
         LIMIT 1`,
      [abroad.id],
    );
    const at = new Date((past?.until.getTime() ?? 0) - 1).toISOString();
    const then = await desk.get<Case>(`/incidents/${abroad.id}?at=${at}`);
    expect([then.coverageOutlook, then.supportOutlook]).toEqual(['red', 'not-available']);
  });
});
