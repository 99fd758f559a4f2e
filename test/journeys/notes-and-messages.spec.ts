import { daysAfter } from '#platform';
import { post, today, type Refused } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';
import { RawRole, type Settings } from '../trust/raw-roles.js';
import { attackInJapan, report, rowsOf } from './cases.js';

/** Notes of the insurer, which its institution never sees, and messages, of which both sides see who has read them. */

interface Note {
  readonly id: string;
  readonly text: string;
  readonly writtenByName: string;
}
interface Message {
  readonly id: string;
  readonly side: string;
  readonly text: string;
  readonly writtenByName: string | null;
  readonly readAt: string | null;
  readonly readByName: string | null;
  readonly writtenAt: string;
  readonly asksBy: string | null;
  readonly answeredAt: string | null;
  readonly answers: string | null;
}
interface Line {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

let system: TestSystem;
let desk: Session;
let hospital: Session;
let manager: Session;
let stranger: Session;
let agent: Session;
let senior: Session;
let adjuster: Session;
let auditor: Session;
let payments: Session;
let institution: RawRole;
let staff: RawRole;

beforeAll(async () => {
  system = await testSystem();
  const as = (email: string): Promise<Session> => system.as(email);
  [desk, hospital, manager, stranger, agent] = await Promise.all([
    as('support@sonae.example'),
    as('reporter@sakura.example'),
    as('manager@sakura.example'),
    as('manager@midori.example'),
    as('agent@hikari.example'),
  ]);
  [senior, adjuster, auditor, payments] = await Promise.all([
    as('senior@sonae.example'),
    as('adjuster@sonae.example'),
    as('auditor@sonae.example'),
    as('payments@sonae.example'),
  ]);
  institution = await RawRole.on(system.db.institutionUrl);
  staff = await RawRole.on(system.db.staffUrl);
}, 60_000);
afterAll(async () => {
  await Promise.all([institution?.close(), staff?.close()]);
  await system?.stop();
});

const nameOf = async ({ email }: Session): Promise<string> =>
  (await rowsOf<{ name: string }>(system, 'SELECT display_name AS name FROM sonae.person WHERE email = $1', [email]))[0]
    ?.name ?? '';
const reported = async (): Promise<string> => {
  const { id } = await report(hospital, attackInJapan());
  await system.settled();
  return id;
};
const notesOf = async (by: Session, id: string): Promise<readonly Note[]> =>
  (await by.get<{ items: Note[] }>(`/incidents/${id}/notes`)).items;
const messagesOf = async (by: Session, id: string): Promise<readonly Message[]> =>
  (await by.get<{ items: Message[] }>(`/incidents/${id}/messages`)).items;
const linesOf = async (by: Session, id: string): Promise<readonly Line[]> =>
  (await by.get<{ items: Line[] }>(`/incidents/${id}/timeline?limit=200`)).items;
const says = (by: Session, id: string, text: string): Promise<Reply<Message & { code?: string }>> =>
  post<Message>(by, `/incidents/${id}/messages`, { text });
const has = (by: Session, message: string): Promise<Reply<Message & { code?: string }>> =>
  post<Message>(by, `/messages/${message}/readings`);

describe('a note', () => {
  it('is read by the insurer with its writer, and by nobody of the institution in anything that it reads', async () => {
    const id = await reported();
    const text = `院長は話を大きくしがち${Date.now()}`;
    const { status } = await post(desk, `/incidents/${id}/notes`, { text: `  ${text}\n２行目  ` });
    expect(status).toBe(201);
    const writtenByName = await nameOf(desk);
    for (const by of [desk, senior, adjuster, auditor])
      expect(await notesOf(by, id)).toMatchObject([{ text: `${text}\n２行目`, writtenByName }]);
    const [line] = (await linesOf(desk, id)).filter(({ kind }) => kind === 'note-written');
    expect(line?.data['noteId']).toBe((await notesOf(desk, id))[0]?.id);
    for (const by of [hospital, manager, agent, stranger]) {
      expect((await by.send('GET', `/incidents/${id}/notes`)).status).toBe(403);
      expect((await post(by, `/incidents/${id}/notes`, { text })).status).toBe(403);
    }
    for (const path of ['', '/timeline?limit=200', '/messages', '/promises', '/documents'])
      expect([path, JSON.stringify(await hospital.get(`/incidents/${id}${path}`)).includes(text)]).toEqual([
        path,
        false,
      ]);
    expect((await linesOf(hospital, id)).map(({ kind }) => kind)).not.toContain('note-written');
  });

  it('is no row of an institution, and of nobody else’s name; nothing changes it', async () => {
    const id = await reported();
    await post(desk, `/incidents/${id}/notes`, { text: '見本' });
    const [{ institutionId, person } = { institutionId: '', person: '' }] = await rowsOf<{
      institutionId: string;
      person: string;
    }>(
      system,
      `SELECT i.institution_id AS "institutionId", (SELECT p.id FROM sonae.person p WHERE p.email = $2) AS person
         FROM sonae.incident i WHERE i.id = $1`,
      [id, hospital.email],
    );
    const own = { institutions: institutionId, cases: '*', case: id };
    for (const sql of ['SELECT id FROM case_note', 'SELECT text FROM case_note', 'DELETE FROM case_note'])
      expect([sql, await institution.outcome(own, sql)]).toEqual([sql, '42501']);
    const actor = { kind: 'person', id: person, as: 'support' };
    const inAnothersName = `INSERT INTO case_note (id, incident_id, institution_id, text, written_by, written_at)
       SELECT gen_random_uuid(), n.incident_id, n.institution_id, 'x', n.written_by, now() FROM case_note n LIMIT 1`;
    expect(await staff.outcome({ case: id, actor }, inAnothersName)).toBe('42501');
    for (const sql of [`UPDATE case_note SET text = 'x'`, 'DELETE FROM case_note'])
      expect([sql, await staff.outcome({ case: '*' }, sql)]).toEqual([sql, '42501']);
  });

  it('is written by those who work on cases; sent twice it is one; what is too long or empty is refused', async () => {
    const id = await reported();
    for (const by of [auditor, payments])
      expect([by.email, (await post(by, `/incidents/${id}/notes`, { text: 'x' })).status]).toEqual([by.email, 403]);
    expect((await payments.send('GET', `/incidents/${id}/notes`)).status).toBe(403);
    const key = freshKey();
    const write = (): Promise<Reply<Note>> =>
      adjuster.send<Note>('POST', `/incidents/${id}/notes`, { key, body: { text: '二度押した' } });
    const [first, second] = [await write(), await write()];
    expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
    for (const text of ['あ'.repeat(2_001), ' \n', ''])
      expect((await post(desk, `/incidents/${id}/notes`, { text })).body.errors?.[0]?.pointer).toBe('/text');
    expect((await post(desk, `/incidents/${id}/notes`, { text: '𠮷'.repeat(2_000) })).status).toBe(201);
    expect((await notesOf(desk, id)).map(({ text }) => text)).toEqual(['二度押した', '𠮷'.repeat(2_000)]);
  });
});

describe('a message', () => {
  it('of the desk is read by the institution, which sees no name, and the desk sees since when', async () => {
    const id = await reported();
    const text = `復旧を始めてよいと、保守会社の方にお伝えください${Date.now()}`;
    const sent = await says(desk, id, text);
    expect([sent.status, sent.body.side, sent.body.readAt]).toEqual([201, 'insurer', null]);
    const { id: message } = sent.body;
    await system.settled();
    const [shown] = await messagesOf(hospital, id);
    expect(shown).toMatchObject({ id: message, side: 'insurer', text, writtenByName: null, readAt: null });
    // to have it on a page is not to have read it; neither is it read by who wrote it
    await has(senior, message);
    expect((await messagesOf(desk, id))[0]?.readAt).toBeNull();
    expect((await has(manager, message)).status).toBe(200);
    const [read] = await messagesOf(desk, id);
    expect(read).toMatchObject({ writtenByName: await nameOf(desk), readByName: await nameOf(manager) });
    expect(Date.now() - Date.parse(read?.readAt ?? '')).toBeLessThan(60_000);
    // the first reading stays
    await has(hospital, message);
    expect((await messagesOf(desk, id))[0]).toEqual(read);
    expect((await messagesOf(hospital, id))[0]).toMatchObject({ readAt: read?.readAt, readByName: null });
    for (const by of [desk, hospital])
      expect((await linesOf(by, id)).filter(({ kind }) => kind === 'message-of-insurer')).toMatchObject([
        { data: { messageId: message } },
      ]);
  });

  it('is told of by a mail without its text: once until it is read, then of the next one', async () => {
    const id = await reported();
    const told = async (): Promise<readonly { body: string; addressee: string }[]> => {
      await system.settled();
      return (await desk.get<{ items: { body: string; addressee: string }[] }>(`/mails?incidentId=${id}&what=message`))
        .items;
    };
    const text = '電話番号は03-5550-0142です';
    await says(desk, id, text);
    const mails = await told();
    // one for each who can answer
    expect(mails.map(({ addressee }) => addressee).toSorted()).toEqual(['hospital-manager', 'hospital-reporter']);
    for (const { body } of mails) {
      expect(body).toContain('メッセージがあります');
      // it leads to the messages of the case
      expect(body).toMatch(new RegExp(`/app/cases/${id}#messages$`, 'm'));
      expect(body).not.toContain('5550-0142です');
    }
    const second = await says(desk, id, '続きです');
    expect(await told()).toHaveLength(2);
    await has(hospital, second.body.id);
    // what was before it is read with it
    expect((await messagesOf(desk, id)).map(({ readAt }) => readAt !== null)).toEqual([true, true]);
    await says(desk, id, 'もう一つ');
    expect(await told()).toHaveLength(4);
    // what the institution writes is mailed to nobody
    await says(hospital, id, 'わかりました');
    expect(await told()).toHaveLength(4);
  });

  it('of the institution is the desk’s next act until somebody of the insurer has read it', async () => {
    const id = await reported();
    await post(desk, `/incidents/${id}/call-backs`, { reached: true });
    await post(desk, `/incidents/${id}/transitions`, { to: 'triaged', severity: 'high' });
    const next = async (): Promise<string | undefined> =>
      (
        await desk.get<{ items: { id: string; nextAct: { code: string } | null }[] }>('/incidents?limit=200')
      ).items.find((line) => line.id === id)?.nextAct?.code;
    expect(await next()).toBe('open');
    const { status, body } = await says(hospital, id, 'バックアップは無事でした。');
    expect([status, await next()]).toEqual([201, 'read-message']);
    expect((await messagesOf(auditor, id))[0]).toMatchObject({
      side: 'institution',
      writtenByName: await nameOf(hospital),
      readAt: null,
    });
    await has(desk, body.id);
    expect(await next()).toBe('open');
    expect((await messagesOf(hospital, id))[0]).toMatchObject({ readByName: null, writtenByName: null });
    expect((await messagesOf(hospital, id))[0]?.readAt).not.toBeNull();
    expect((await messagesOf(desk, id))[0]?.readByName).toBe(await nameOf(desk));
  });

  it('is read with those before it of the same side, and with none of one’s own', async () => {
    const id = await reported();
    await says(desk, id, '一つめの問い');
    await says(hospital, id, '一つめの答え');
    const { body } = await says(hospital, id, '二つめの答え');
    await says(hospital, id, 'そのあとの連絡');
    expect((await has(desk, body.id)).status).toBe(200);
    const read = (await messagesOf(desk, id)).map(({ text, readAt }) => [text, readAt !== null]);
    expect(read).toEqual([
      ['そのあとの連絡', false],
      ['二つめの答え', true],
      ['一つめの答え', true],
      ['一つめの問い', false],
    ]);
  });

  it('asks for an answer by a day: a request of the case until a message answers or ends it', async () => {
    const id = await reported();
    const text = `復元の見込みをお知らせください${Date.now()}`;
    const dueOn = daysAfter(today, 5);
    const ask = (by: Session, body: object): Promise<Reply<Message & Refused>> =>
      post<Message>(by, `/incidents/${id}/messages`, { text, ...body });
    for (const asksBy of [today, daysAfter(today, -1)]) {
      const { status, body } = await ask(desk, { asksBy });
      expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([422, 'messages.day-passed', '/asksBy']);
    }
    const theirs = await ask(hospital, { asksBy: dueOn });
    expect([theirs.body.code, theirs.body.errors?.[0]?.pointer]).toEqual(['requests.unknown-field', '/asksBy']);
    const asked = (await ask(desk, { asksBy: dueOn })).body;
    expect(asked).toMatchObject({ asksBy: dueOn, answeredAt: null, answers: null });

    const requests = async (by: Session, of = id): Promise<unknown[]> =>
      (
        await by.get<{ requests: { code: string; dueOn: string; isLate: boolean }[] }>(`/incidents/${of}/promises`)
      ).requests
        .filter(({ code }) => code === 'message')
        .map((one) => [one.dueOn, one.isLate]);
    expect(await requests(hospital)).toEqual([[dueOn, false]]);
    expect(await requests(desk)).toEqual([[dueOn, false]]);

    // one mail for each who can answer, with the day and without the text
    await system.settled();
    const mailed = async (what: string) =>
      (await desk.get<{ items: { body: string }[] }>(`/mails?incidentId=${id}&what=${what}`)).items.map(
        ({ body }) => body,
      );
    expect(await mailed('message')).toEqual([]);
    const bodies = (await mailed('request')).filter((body) => body.includes('メッセージへのご回答'));
    expect(bodies).toHaveLength(2);
    const [, month, day] = dueOn.split('-').map(Number);
    for (const body of bodies) {
      expect(body).toContain(`${month}月${day}日まで`);
      expect(body).not.toContain(text);
    }

    // what is only written does not answer it; what names it does, once
    await says(hospital, id, '確かめています');
    expect(await requests(hospital)).toEqual([[dueOn, false]]);
    const answer = await ask(hospital, { text: '12月3日の見込みです', answers: asked.id });
    expect([answer.status, answer.body.answers]).toEqual([201, asked.id]);
    expect(await requests(hospital)).toEqual([]);
    expect((await messagesOf(hospital, id)).find((one) => one.id === asked.id)?.answeredAt).toBe(answer.body.writtenAt);
    for (const answers of [asked.id, answer.body.id, crypto.randomUUID()])
      expect((await ask(hospital, { answers })).body.code).toBe('messages.not-asked');

    // a day that is over is said; the insurer ends what is not needed any more
    const second = (await ask(desk, { asksBy: dueOn })).body;
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query('UPDATE sonae.case_message SET asks_by = $2 WHERE id = $1', [second.id, daysAfter(today, -1)]),
    );
    expect(await requests(hospital)).toEqual([[daysAfter(today, -1), true]]);
    expect((await ask(desk, { text: 'お電話で伺いました', answers: second.id })).status).toBe(201);
    expect(await requests(hospital)).toEqual([]);
  });

  it('that asks is asked in the case into which its own was merged', async () => {
    const [id, into] = [await reported(), await reported()];
    const dueOn = daysAfter(today, 3);
    const asked = (await post<Message>(desk, `/incidents/${id}/messages`, { text: '見本', asksBy: dueOn })).body;
    expect((await post(desk, `/incidents/${id}/merges`, { into })).status).toBe(200);
    const due = async (): Promise<unknown[]> =>
      (await hospital.get<{ requests: { code: string; dueOn: string }[] }>(`/incidents/${into}/promises`)).requests
        .filter(({ code }) => code === 'message')
        .map((one) => one.dueOn);
    expect(await due()).toEqual([dueOn]);
    expect((await post(hospital, `/incidents/${into}/messages`, { text: '答え', answers: asked.id })).status).toBe(201);
    expect(await due()).toEqual([]);
  });

  it('is between the insurer and this institution: no other one, no agent, and who only looks writes none', async () => {
    const id = await reported();
    const { body } = await says(desk, id, '見本の連絡');
    expect((await says(stranger, id, 'x')).status).toBe(404);
    expect((await has(stranger, body.id)).status).toBe(404);
    expect((await stranger.send('GET', `/incidents/${id}/messages`)).status).toBe(404);
    for (const by of [agent, payments]) {
      expect([by.email, (await by.send('GET', `/incidents/${id}/messages`)).status]).toEqual([by.email, 403]);
      expect((await has(by, body.id)).status).toBe(403);
    }
    expect((await says(auditor, id, 'x')).status).toBe(403);
    expect((await has(auditor, body.id)).status).toBe(403);
    expect((await messagesOf(auditor, id)).map(({ readAt }) => readAt)).toEqual([null]);
    const refused = await says(adjuster, id, 'x');
    expect([refused.status, refused.body.code]).toEqual([403, 'messages.not-yours']);
    await rowsOf(
      system,
      'UPDATE sonae.incident SET adjuster_id = (SELECT p.id FROM sonae.person p WHERE p.email = $2) WHERE id = $1',
      [id, adjuster.email],
    );
    expect((await says(adjuster, id, 'x')).status).toBe(201);
  });

  it('of another side, another person or an agent is no row that the role of institutions reads or writes', async () => {
    const id = await reported();
    const { body } = await says(desk, id, '見本の連絡');
    await says(hospital, id, '見本の返事');
    const [ids = { own: '', other: '', reporter: '', agent: '' }] = await rowsOf<Record<string, string>>(
      system,
      `SELECT i.institution_id AS own,
              (SELECT p.institution_id FROM sonae.person p WHERE p.email = $2) AS other,
              (SELECT p.id FROM sonae.person p WHERE p.email = $3) AS reporter,
              (SELECT p.id FROM sonae.person p WHERE p.email = $4) AS agent
         FROM sonae.incident i WHERE i.id = $1`,
      [id, stranger.email, hospital.email, agent.email],
    );
    const by = (person = ids['reporter'] ?? ''): Settings => ({
      actor: { kind: 'person', id: person, as: 'hospital-reporter' },
      institutions: ids['own'] ?? '',
      ...{ cases: '*', case: id },
    });
    const seen = `SELECT id FROM case_message WHERE incident_id = '${id}'`;
    expect(await institution.outcome(by(), seen)).toBe('2 rows');
    expect(await institution.outcome(by(ids['agent']), seen)).toBe('0 rows');
    expect(await institution.outcome({ ...by(), institutions: ids['other'] ?? '' }, seen)).toBe('0 rows');
    expect(await institution.outcome({ ...by(), cases: crypto.randomUUID() }, seen)).toBe('0 rows');
    expect(await institution.outcome(by(), 'SELECT written_by FROM case_message')).toBe('42501');
    expect(await institution.outcome(by(), `UPDATE case_message SET text = 'x'`)).toBe('42501');
    const writes = (side: string, person: string | undefined): string =>
      `INSERT INTO case_message (id, incident_id, institution_id, side, text, written_by, written_at)
       VALUES (gen_random_uuid(), '${id}', '${ids['own']}', '${side}', 'x', '${person}', now())`;
    expect(await institution.outcome(by(), writes('institution', ids['reporter']))).toBe('1 rows');
    expect(await institution.outcome(by(), writes('insurer', ids['reporter']))).toBe('42501');
    // nor does an institution ask the insurer by a day
    const asks = writes('institution', ids['reporter'])
      .replace('written_at)', 'written_at, asks_by)')
      .replace('now())', 'now(), current_date + 5)');
    expect(await institution.outcome(by(), asks)).toBe('23514');
    expect(await institution.outcome(by(), writes('institution', ids['agent']))).toBe('42501');
    expect(await institution.outcome(by(ids['agent']), writes('institution', ids['agent']))).toBe('42501');
    const reads = (side: string): string =>
      `INSERT INTO case_message_reading (message_id, incident_id, institution_id, side, read_by, read_at)
       VALUES ('${body.id}', '${id}', '${ids['own']}', '${side}', '${ids['reporter']}', now())`;
    expect(await institution.outcome(by(), reads('insurer'))).toBe('1 rows');
    // the message is the insurer's: it cannot be read in its name
    expect(await institution.outcome(by(), reads('institution'))).toBe('42501');
    expect(await staff.outcome({ ...by(), case: '*' }, reads('insurer'))).toBe('42501');
    expect(await staff.outcome({ ...by(), case: '*' }, reads('institution'))).toBe('23503');
  });

  it('sent twice is one; of a merged case it goes to the one into which it went, where all are read', async () => {
    const [into, from] = [await reported(), await reported()];
    const key = freshKey();
    const send = (): Promise<Reply<Message>> =>
      hospital.send<Message>('POST', `/incidents/${from}/messages`, { key, body: { text: '一つ目' } });
    const [first, again] = [await send(), await send()];
    expect([first.status, again.body.id]).toEqual([201, first.body.id]);
    const merged = await post(desk, `/incidents/${from}/merges`, { into, reason: '同じ事故' });
    expect(merged.status).toBeLessThan(300);
    expect((await says(hospital, from, '二つ目')).status).toBe(201);
    expect((await messagesOf(desk, into)).map(({ text }) => text)).toEqual(['二つ目', '一つ目']);
    expect((await linesOf(desk, into)).map(({ kind }) => kind)).toContain('sent-to-merged');
    for (const { id } of await messagesOf(desk, into)) await has(desk, id);
    expect((await messagesOf(desk, into)).every(({ readAt }) => readAt !== null)).toBe(true);
  });
});
