import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileStoreOf, StoreAway, virusCheckOf } from '#documents';
import { MailServer, type Said } from '#notifications';
import { Problem } from '#problems';
import { backupTarget } from '../../../apps/backup/target.js';
import { attackInJapan, expenseIn, seedOf } from '../../journeys/cases.js';
import { asSuperuser } from '../../support/database.js';
import { demonstrationDatabase, type DemonstrationDatabase } from '../../support/demonstration-database.js';
import { bucket, mailServer, virusScanner, type Manner, type StandIn } from '../../support/neighbours.js';
import { pdfOf } from '../../support/papers.js';
import { buildForProcesses, pause, Program, signIn, until, type SignedIn } from '../../support/processes.js';
import { randomBy } from '../stream.js';

const isLong = process.env['SONAE_TEST_LONG'] === '1';
const seconds = async <T>(work: Promise<T>): Promise<{ took: number; answer: T }> => {
  const began = performance.now();
  const answer = await work;
  return { took: (performance.now() - began) / 1_000, answer };
};

describe('whoever speaks with a neighbour', () => {
  const manners = ['well', 'silent', 'slow', 'busy', 'refuses', 'half-closes', 'cuts', 'away'] as const;
  const folder = mkdtempSync(join(tmpdir(), 'sonae-neighbours-'));
  const paper = join(folder, 'paper');
  writeFileSync(paper, pdfOf('a paper'));
  const stops: (() => Promise<void>)[] = [];
  afterAll(async () => {
    await Promise.all(stops.map((stop) => stop()));
    rmSync(folder, { recursive: true, force: true });
  });
  /** Does the same with a neighbour of each manner, all at once. */
  const withEach = async <S extends StandIn, T>(
    made: () => Promise<S>,
    work: (standIn: S, manner: Manner) => Promise<T>,
  ): Promise<Record<Manner, { took: number; answer: T }>> => {
    const all = manners.map(async (manner) => {
      const standIn = await made();
      stops.push(() => standIn.stop());
      await standIn.be(manner);
      return [manner, await seconds(work(standIn, manner))] as const;
    });
    return Object.fromEntries(await Promise.all(all)) as never;
  };
  const config = { insurer: '見本損害保険', mailFrom: 'from@insurer.example' };
  const mailOf = (size: number) => ({
    to: 'to@hospital.example',
    subject: '件名',
    text: '本文',
    messageId: '<one@insurer.example>',
    attachment: { filename: 'letter.pdf', content: Buffer.alloc(size, 'x') },
  });

  it.concurrent(
    'knows of a mail whether it was taken, is tried again, was refused or may have arrived',
    async () => {
      const said = await withEach(mailServer, async ({ port }, manner): Promise<Said & { handOvers: number }> => {
        let handOvers = 0;
        const handOver = (): Promise<void> => {
          handOvers++;
          return Promise.resolve();
        };
        const server = new MailServer({ ...config, smtpUrl: `smtp://127.0.0.1:${port}` });
        // more than the buffers of both sides take: cut in its middle its end has not left
        const mail = mailOf(manner === 'cuts' ? 20_000_000 : 10_000);
        return { ...(await server.send(mail, handOver, new AbortController().signal)), handOvers };
      });
      const fates = Object.entries(said).map(([manner, { answer }]) => [
        manner,
        answer.fault === null ? 'taken' : (answer.fault.responseCode ?? 'no answer'),
        answer.handed,
        answer.handOvers,
      ]);
      expect(fates).toEqual([
        ['well', 'taken', true, 1],
        ['silent', 'no answer', false, 0],
        ['slow', 'no answer', false, 0],
        ['busy', 451, false, 0],
        ['refuses', 550, false, 0],
        ['half-closes', 'no answer', true, 1],
        ['cuts', 'no answer', false, 0],
        ['away', 'no answer', false, 0],
      ]);
      expect(Math.max(...Object.values(said).map(({ took }) => took))).toBeLessThan(20);
    },
    60_000,
  );

  it.concurrent(
    'does not send a mail whose claim has lapsed, and cuts one when the process is to end',
    async () => {
      const taking = await mailServer();
      const mute = await mailServer();
      stops.push(
        () => taking.stop(),
        () => mute.stop(),
      );
      await mute.be('silent');
      const serverOf = ({ port }: StandIn): MailServer =>
        new MailServer({ ...config, smtpUrl: `smtp://127.0.0.1:${port}` });
      const lapsed = await serverOf(taking).send(
        mailOf(10),
        () => Promise.reject(new Error('lapsed')),
        new AbortController().signal,
      );
      expect([lapsed.handed, lapsed.fault === null, taking.ended.size]).toEqual([false, false, 0]);
      const stopping = new AbortController();
      const cut = seconds(serverOf(mute).send(mailOf(10), () => Promise.resolve(), stopping.signal));
      setTimeout(() => stopping.abort(), 200);
      expect((await cut).answer.handed).toBe(false);
      expect((await cut).took).toBeLessThan(5);
      // one that is put together while the process is asked to end does not go either
      const over = await seconds(serverOf(taking).send(mailOf(10), () => Promise.resolve(), AbortSignal.abort()));
      expect([over.answer.handed, over.answer.fault === null, taking.ended.size]).toEqual([false, false, 0]);
      expect(over.took).toBeLessThan(5);
    },
    60_000,
  );

  it.concurrent(
    'hears of a file store within seconds that it is away, and never waits for the rest of a content',
    async () => {
      const content = pdfOf('kept');
      const asked = await withEach(bucket, async (standIn, manner) => {
        standIn.kept.set('/papers/there', content);
        const store = fileStoreOf({ s3Url: `http://key:secret@127.0.0.1:${standIn.port}/papers`, dataFolder: folder });
        const copy = join(folder, `copy-${manner}`);
        writeFileSync(copy, content);
        const kind = (error: unknown): string => (error instanceof StoreAway ? 'away' : String(error));
        const [kept, erased, read] = await Promise.all([
          store.keep('new', copy, content.length).then(() => 'kept', kind),
          store.erase('other').then(() => 'erased', kind),
          store.read('there').then(async (stream) => {
            const parts: Buffer[] = [];
            try {
              for await (const part of stream) parts.push(part as Buffer);
            } catch {
              return `cut after ${Buffer.concat(parts).length > 0 ? 'some' : 'none'}`;
            }
            return Buffer.concat(parts).equals(content) ? 'read' : 'something else';
          }, kind),
        ]);
        return [kept, erased, read];
      });
      const away = ['away', 'away', 'away'];
      expect(Object.fromEntries(Object.entries(asked).map(([manner, { answer }]) => [manner, answer]))).toEqual({
        well: ['kept', 'erased', 'read'],
        silent: away,
        slow: away,
        busy: away,
        refuses: away,
        'half-closes': ['kept', 'erased', 'cut after some'],
        cuts: away,
        away,
      });
      expect(Math.max(...Object.values(asked).map(({ took }) => took))).toBeLessThan(20);
    },
    60_000,
  );

  it.concurrent(
    'keeps a backup in a bucket that goes on, however long it takes, and hears within seconds that one is away',
    async () => {
      const silenceMs = 2_000;
      const [name, note] = ['sonae-20260101T000000Z.tar.gz.age', 'last-seen.json'];
      const targetOf = ({ port }: StandIn) =>
        backupTarget(`http://key:secret@127.0.0.1:${port}/backups/own`, silenceMs);
      // two parts and a little
      const content = randomBytes((2 << 24) + 1_000);
      const codeOf = (error: unknown): string => (error instanceof Problem ? error.code : String(error));
      const said = await withEach(bucket, async (standIn) => {
        standIn.kept.set(`/backups/own/${name}`, Buffer.from('kept before'));
        standIn.kept.set(`/backups/own/${note}`, Buffer.from('{}'));
        const target = targetOf(standIn);
        return Promise.all([
          target.keep(name.replace('01T', '02T'), Readable.from([content])).then((size) => size, codeOf),
          target.list().then((all) => all.length > 0, codeOf),
          target
            .read(name)
            .then(text)
            .then((found) => found === 'kept before', codeOf),
          target.readNote(note).then((found) => found === '{}', codeOf),
          target.readNote('none').then((found) => found, codeOf),
          target.note(note, '{}').then(() => true, codeOf),
          target.remove('other').then(() => true, codeOf),
        ]);
      });
      const away = Array<string>(7).fill('backup.store-away');
      expect(Object.fromEntries(Object.entries(said).map(([manner, { answer }]) => [manner, answer]))).toEqual({
        well: [content.length, true, true, true, null, true, true],
        silent: away,
        slow: away,
        busy: away,
        refuses: away,
        'half-closes': [content.length, ...away.slice(0, 3), 'backup.store-away', true, true],
        cuts: away,
        away,
      });
      expect(Math.max(...Object.values(said).map(({ took }) => took))).toBeLessThan(20);

      const [unhurried, stopping] = [await bucket({ restMs: 200 }), await bucket({ restMs: 60_000 })];
      stops.push(
        () => unhurried.stop(),
        () => stopping.stop(),
      );
      const [whole, cut] = await Promise.all([
        seconds(targetOf(unhurried).keep(name, Readable.from([content]))),
        seconds(
          targetOf(stopping)
            .keep(name, Readable.from([content]))
            .catch(codeOf),
        ),
      ]);
      expect([whole.answer, unhurried.kept.get(`/backups/own/${name}`)?.equals(content)]).toEqual([
        content.length,
        true,
      ]);
      // longer than it may be silent
      expect(whole.took * 1_000).toBeGreaterThan(silenceMs);
      expect([cut.answer, stopping.kept.size, cut.took < 10]).toEqual(['backup.store-away', 0, true]);
      // a fault of the backup itself is not that of the place
      const broken = Readable.from(
        (function* () {
          yield content.subarray(0, 1 << 20);
          throw new Error('a table cannot be read');
        })(),
      );
      await expect(targetOf(unhurried).keep('other', broken)).rejects.toThrow('a table cannot be read');
      // and nothing lies about in parts
      expect([unhurried.parts.size, unhurried.kept.size]).toEqual([0, 1]);
    },
    60_000,
  );

  it.concurrent(
    'takes a paper as not scanned when the virus check does not answer, and does not wait for it again at once',
    async () => {
      const scanned = await withEach(virusScanner, async ({ port }) => {
        const check = virusCheckOf({ clamdUrl: `tcp://127.0.0.1:${port}` });
        const first = await check.scan(paper);
        return { first, second: await seconds(check.scan(paper)) };
      });
      for (const [manner, { took, answer }] of Object.entries(scanned)) {
        expect([manner, answer.first]).toEqual([manner, manner === 'well' ? 'clean' : 'not-scanned']);
        expect(took).toBeLessThan(20);
        expect(answer.second.took).toBeLessThan(5);
      }
    },
    60_000,
  );
});

describe('neighbours that are silent, and a worker that is killed while it speaks', () => {
  const random = randomBy(seedOf('neighbours'));
  let place: DemonstrationDatabase;
  let api: Program;
  let worker: Program;
  let other: Program;
  let mails: Awaited<ReturnType<typeof mailServer>>;
  let store: Awaited<ReturnType<typeof bucket>>;
  let scanner: StandIn;
  let hospital: SignedIn;
  let caseId: string;

  beforeAll(async () => {
    buildForProcesses();
    place = await demonstrationDatabase('neighbours');
    [mails, store, scanner] = await Promise.all([mailServer({ lagMs: 30, random }), bucket(), virusScanner()]);
    const env = {
      ...place.settings,
      SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
      S3_URL: `http://key:secret@127.0.0.1:${store.port}/papers`,
      CLAMD_URL: `tcp://127.0.0.1:${scanner.port}`,
    };
    api = await Program.of('api', 'dist/programs/api.js', env);
    worker = await Program.of('worker', 'dist/programs/worker.js', env);
    other = await Program.of('other worker', 'dist/programs/worker.js', env);
    // what each commit of the workers waits for (the superuser's of this test are others)
    await sql(`CREATE TABLE public.mail_commit (setting text);
      CREATE FUNCTION public.note_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN IF session_user <> current_user THEN INSERT INTO public.mail_commit
        VALUES (current_setting('synchronous_commit')); END IF; RETURN NULL; END $$;
      CREATE TRIGGER note_commit AFTER UPDATE ON mail FOR EACH ROW EXECUTE FUNCTION public.note_commit()`);
    api.start();
    worker.start();
    await Promise.all([api.ready(), worker.ready()]);
    hospital = await signIn(api.address, 'reporter@sakura.example');
    caseId = (await report()).id;
  }, 180_000);
  afterAll(async () => {
    await Promise.all([api, worker, other].map((program) => program?.end('SIGKILL')));
    await Promise.all([mails, store, scanner].map((standIn) => standIn?.stop()));
    await place?.drop();
  }, 60_000);

  const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
    asSuperuser(place.db.ownerUrl, async (client) => (await client.query<T>(text, values)).rows);
  let keys = 0;
  const send = async <T>(by: SignedIn, path: string, body: object | FormData): Promise<{ status: number; body: T }> => {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${api.address}/api/v1${path}`, {
      method: 'POST',
      headers: {
        ...by,
        'idempotency-key': `neighbours-${process.pid}-${++keys}`,
        ...(isForm ? {} : { 'content-type': 'application/json' }),
      },
      body: isForm ? body : JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  };
  const report = async (): Promise<{ id: string; expenses: { id: string }[] }> => {
    const body = attackInJapan({ expenses: [expenseIn('forensics'), expenseIn('call-center')] });
    const answer = await send<{ id: string; expenses: { id: string }[] }>(hospital, '/incidents', body);
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const upload = (): ReturnType<typeof send<{ id: string; code?: string }>> => {
    const form = new FormData();
    form.set('incidentId', caseId);
    form.set('kind', 'invoice');
    form.set('file', new Blob([pdfOf(`paper ${++keys}`) as Uint8Array<ArrayBuffer>]), 'paper.pdf');
    return send<{ id: string; code?: string }>(hospital, '/documents', form);
  };
  /** Letters of the case whose mails are due now. */
  const addMails = async (count: number): Promise<string[]> => {
    const content = {
      kind: 'clock-notice',
      number: 'L-000001',
      day: '2026-11-27',
      writtenAt: '2026-11-27T00:00:00Z',
      to: '見本病院 御中',
      from: '見本損害保険株式会社',
      caseNumber: 'MC-2026-000001-1',
      policyNumber: null,
      opening: '見本',
      lines: [],
      facts: [],
      limits: [],
      articles: [],
      closing: [],
    };
    const added = await sql<{ id: string }>(
      `WITH letters AS (
           INSERT INTO notice (id, no, kind, about, addressee, incident_id, institution_id, content, sha256, written_at,
             on_paper)
         SELECT gen_random_uuid(), nextval('notice_no_seq'), 'clock-notice', 'test:' || gen_random_uuid(),
           'institution', i.id, i.institution_id, $2, sha256('x'), now(), false
           FROM incident i, generate_series(1, $3) WHERE i.id = $1 RETURNING id, incident_id, institution_id)
       INSERT INTO mail (id, notice_id, incident_id, institution_id, person_id, subject, body, state, next_at,
         created_at)
         SELECT gen_random_uuid(), l.id, l.incident_id, l.institution_id, p.id, '件名', '本文', 'waiting', now(), now()
           FROM letters l, person p WHERE p.email = 'manager@sakura.example' RETURNING id`,
      [caseId, JSON.stringify(content), count],
    );
    return added.map(({ id }) => id);
  };
  /** A content that two persons give up; what is done between them is the caller's. */
  const erase = async (between = (): Promise<unknown> => Promise.resolve()): Promise<string> => {
    const [desk, senior] = [
      await signIn(api.address, 'support@sonae.example'),
      await signIn(api.address, 'senior@sonae.example'),
    ];
    const { body } = await upload();
    expect((await send(desk, `/documents/${body.id}/erasures`, { reason: '別の患者' })).status).toBe(201);
    await between();
    expect((await send(senior, `/documents/${body.id}/erasure-confirmations`, {})).status).toBe(200);
    return body.id;
  };

  /** Reports and acts on one case while the neighbours have work; milliseconds until each line was seen routed. */
  const meanwhile = async (manner: Manner, reports: number): Promise<{ routed: number[]; acts: number[] }> => {
    await Promise.all([mails, store, scanner].map((standIn) => standIn.be('well')));
    await erase();
    await Promise.all([mails, store, scanner].map((standIn) => standIn.be(manner)));
    await addMails(3);
    const uploads = [upload(), upload()];
    for (const one of uploads) one.catch(() => undefined);
    // both loops have looked
    await pause(1_200);
    const sent = new Map<string, number>();
    const routed: number[] = [];
    const acts: number[] = [];
    let all = false;
    const seen = asSuperuser(place.db.ownerUrl, async (client) => {
      const end = Date.now() + 60_000;
      while (!all || sent.size > 0) {
        if (Date.now() > end) throw new Error(`${sent.size} lines are not routed`);
        const { rows } = await client.query<{ id: string }>(
          `SELECT id FROM expense WHERE id = ANY ($1) AND state <> 'submitted'`,
          [[...sent.keys()]],
        );
        for (const { id } of rows) {
          routed.push(performance.now() - (sent.get(id) ?? 0));
          sent.delete(id);
        }
        await pause(15);
      }
    });
    for (let at = 0; at < reports; at++) {
      const { expenses } = await report();
      for (const { id } of expenses) sent.set(id, performance.now());
      if (at % 4 === 0) {
        const act = await seconds(
          send(hospital, `/incidents/${caseId}/expenses`, { expenses: [expenseIn('general')] }),
        );
        expect(act.answer.status).toBe(201);
        acts.push(act.took * 1_000);
      }
      await pause(60);
    }
    all = true;
    await seen;
    return { routed, acts };
  };

  it('reports, routing and acts on the same case go on unhindered while mail server, file store and virus check are silent', async () => {
    const reports = isLong ? 200 : 12;
    const ninetyNinth = (values: readonly number[]): number =>
      values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1] ?? Infinity;
    const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[1] ?? Infinity;
    await meanwhile('well', 4);
    const paperId = (await upload()).body.id;
    const rounds: { manner: Manner; routedP99: number; longestAct: number }[] = [];
    for (let round = 0; round < 3; round++)
      for (const manner of ['well', 'silent'] as const) {
        const { routed, acts } = await meanwhile(manner, reports);
        rounds.push({ manner, routedP99: Math.round(ninetyNinth(routed)), longestAct: Math.round(Math.max(...acts)) });
      }
    const of = (manner: Manner, what: 'routedP99' | 'longestAct'): number =>
      median(rounds.filter((round) => round.manner === manner).map((round) => round[what]));
    // below the floor, and within what the machine does by itself from one window to the next, others decide; whoever
    // waits for a silent neighbour waits for ten seconds
    const floorMs = 300;
    const bound = (what: 'routedP99' | 'longestAct'): number => {
      const without = rounds.filter(({ manner }) => manner === 'well').map((round) => round[what]);
      return Math.min(5_000, Math.max(1.5 * Math.max(floorMs, median(without)), ...without));
    };
    const ratio = (what: 'routedP99' | 'longestAct'): string => (of('silent', what) / of('well', what)).toFixed(2);
    process.stdout.write(`${JSON.stringify({ routedP99: ratio('routedP99'), acts: ratio('longestAct'), rounds })}\n`);
    expect(of('silent', 'routedP99')).toBeLessThanOrEqual(bound('routedP99'));
    expect(of('silent', 'longestAct')).toBeLessThanOrEqual(bound('longestAct'));
    // nothing was given up; one whose server was made silent between its end and its answer is unknown
    expect(await sql(`SELECT 1 FROM mail WHERE state = 'failed'`)).toEqual([]);
    const ready = await seconds(fetch(`${worker.address}/health/ready`).then((answer) => answer.text()));
    expect(ready.took).toBeLessThan(2);
    await until('the worker says that the mail server is silent', 15_000, async () =>
      (await (await fetch(`${worker.address}/health/ready`)).text()).includes('platform.mail-server-silent'),
    );
    const [refused, download] = await Promise.all([
      seconds(upload()),
      seconds(fetch(`${api.address}/api/v1/documents/${paperId}/content`, { headers: { ...hospital } })),
    ]);
    expect([refused.answer.status, refused.answer.body.code]).toEqual([503, 'documents.store-away']);
    expect([download.answer.status, download.answer.headers.get('retry-after')]).toEqual([503, '30']);
    expect(Math.max(refused.took, download.took)).toBeLessThan(30);
    // nobody looks after them any more: they are well again, and everything is done by itself
    await Promise.all([mails, store, scanner].map((standIn) => standIn.be('well')));
    await until('all is sent and erased', 30_000, async () => {
      // nobody waits for the next try, also of what was still being spoken when they became well
      await sql(`UPDATE mail SET next_at = now() WHERE state = 'waiting'`);
      await sql(`UPDATE document_erasure SET erase_after = now() WHERE erased_at IS NULL`);
      const [open] = await sql<{ n: number }>(
        `SELECT (
             SELECT count(*)
             FROM mail
             WHERE state NOT IN ('sent','unknown'))::int + (
             SELECT count(*)
             FROM document_erasure
             WHERE erased_at IS NULL)::int AS n`,
      );
      return open?.n === 0;
    });
    expect([...mails.ended.values()].filter((times) => times !== 1)).toEqual([]);
  }, 300_000);

  it('a worker killed between speaking and recording: a mail is unknown and stays so, an erasure is done again; before the end a mail goes again, once', async () => {
    const be = (manner: Manner): Promise<unknown> => Promise.all([mails, store].map((standIn) => standIn.be(manner)));
    const states = (ids: readonly string[]): Promise<{ state: string; tries: number }[]> =>
      sql('SELECT state, tries FROM mail WHERE id = ANY ($1)', [ids]);
    const all = (ids: readonly string[], state: string) => async (): Promise<boolean> =>
      (await states(ids)).every((mail) => mail.state === state);
    const ended = (ids: readonly string[]): number[] => ids.map((id) => mails.ended.get(id) ?? 0);
    const killed = async (): Promise<void> => {
      expect(await worker.end('SIGKILL')).toBe('SIGKILL');
      await be('well');
      // time goes by: the claims lapse
      await sql(`UPDATE mail SET claimed_at = claimed_at - interval '36 seconds' WHERE state = 'sending'`);
      await sql('UPDATE document_erasure SET erase_after = now() WHERE erased_at IS NULL');
      worker.start();
      await worker.ready();
    };
    await be('well');
    const paper = await erase(() => be('mute'));
    const handed = await addMails(2);
    const asked = (): number => store.erased.filter((name) => name.endsWith(paper)).length;
    await until('both neighbours have done it', 15_000, () =>
      Promise.resolve(ended(handed).every((times) => times === 1) && asked() > 0),
    );
    const before = asked();
    expect(await all(handed, 'sending')()).toBe(true);
    await killed();
    await until('nobody knows of the mails', 30_000, all(handed, 'unknown'));
    await until('the content is erased', 30_000, async () => {
      const left = await sql('SELECT FROM document_erasure WHERE document_id = $1 AND erased_at IS NULL', [paper]);
      return left.length === 0;
    });
    expect(asked()).toBeGreaterThan(before);
    const desk = await signIn(api.address, 'support@sonae.example');
    const shown = await fetch(`${api.address}/api/v1/mails?state=unknown&limit=200`, { headers: { ...desk } });
    const { items } = (await shown.json()) as { items: { id: string }[] };
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(handed));

    // and while a worker speaks, before the end has left
    await be('silent');
    const spoken = await addMails(2);
    await until('it speaks', 15_000, all(spoken, 'sending'));
    await killed();
    await until('they are sent', 30_000, async () => {
      // what waits for its next try, and what must not have one
      await sql(`UPDATE mail SET next_at = now() WHERE state IN ('waiting','unknown')`);
      return all(spoken, 'sent')();
    });
    // each sweep has seen the unknown ones meanwhile
    const both = [...handed, ...spoken];
    expect([ended(both), (await states(both)).map(({ state }) => state).toSorted()]).toEqual([
      [1, 1, 1, 1],
      ['sent', 'sent', 'unknown', 'unknown'],
    ]);
    expect((await states(spoken)).map(({ tries }) => tries)).toEqual([2, 2]);
  }, 120_000);

  it('a worker killed at random moments sends no mail twice; what may have arrived is shown to a person', async () => {
    const kills = isLong ? 60 : 3;
    await mails.be('well');
    mails.ended.clear();
    mails.taken.clear();
    await sql('DELETE FROM mail');
    for (let kill = 0; kill < kills; kill++) {
      const before = mails.ended.size;
      // a worker that is quick has sent all there was while the claims of the dead were looked after
      await addMails(8);
      await until('mails go', 30_000, () => Promise.resolve(mails.ended.size > before));
      // every other time at once: then an answer is under way
      await pause(kill % 2 === 0 ? 0 : random() * 150);
      expect(await worker.end('SIGKILL')).toBe('SIGKILL');
      // time goes by: the claims lapse, and the pauses are over
      await sql(`UPDATE mail SET claimed_at = claimed_at - interval '36 seconds' WHERE state = 'sending'`);
      worker.start();
      await worker.ready();
      await until('the claims of the dead are looked after', 15_000, async () => {
        const lapsed = await sql(
          `SELECT 1 FROM mail WHERE claimed_at < now() - interval '35 seconds' AND state = 'sending'`,
        );
        return lapsed.length === 0;
      });
      await sql(`UPDATE mail SET next_at = now() WHERE state = 'waiting'`);
      if (kill === kills - 1) await addMails(40);
    }
    // two share what is left
    other.start();
    await until('nothing waits', 60_000, async () => {
      await sql(`UPDATE mail SET next_at = now() WHERE state = 'waiting' AND tries > 0`);
      return (await sql(`SELECT 1 FROM mail WHERE state IN ('waiting','sending')`)).length === 0;
    });
    const rows = await sql<{ id: string; state: string }>('SELECT id, state FROM mail');
    expect(rows).toHaveLength(kills * 8 + 40);
    const unknown = rows.filter(({ state }) => state === 'unknown');
    process.stdout.write(`${JSON.stringify({ kills, mails: rows.length, unknown: unknown.length })}\n`);
    expect([...mails.ended].filter(([, times]) => times !== 1)).toEqual([]);
    for (const { id, state } of rows) {
      expect([id, ['sent', 'unknown'].includes(state)]).toEqual([id, true]);
      if (state === 'sent') expect([id, mails.taken.get(id)]).toEqual([id, 1]);
    }
    // of each conversation that a kill ended, no more
    expect(unknown.length).toBeLessThanOrEqual(kills * 4);
    expect(await sql('SELECT DISTINCT setting FROM public.mail_commit')).toEqual([{ setting: 'on' }]);
  }, 300_000);
});
