import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { daysAfter } from '#platform';
import { asSuperuser } from '../support/database.js';
import { Claims, cost, idOf, post, today, type ClaimCase, type Refused } from '../support/claims.js';
import { pdfOf, sendForm } from '../support/papers.js';
import { measured, pngOf, receiptHeic, tiffOf } from '../support/pictures.js';
import { testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';
import { containerOf, zipOf } from '../support/workbook.js';

interface Paper {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly shownAs: string;
  readonly scan: string;
  readonly needsPassword: boolean;
  readonly passwordOn: string | null;
  readonly receivedOn: string;
}

let system: TestSystem;
let claims: Claims;
let senior: Session;
let reporter: Session;
let caseId: string;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  [senior, reporter] = await Promise.all([system.as('senior@sonae.example'), system.as('reporter@sakura.example')]);
  caseId = (await reported(reporter)).id;
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const reported = async (by: Session): Promise<ClaimCase> =>
  (
    await post<ClaimCase>(by, '/incidents', {
      reporter: { name: '見本', phone: '03-0000-0000' },
      description: '見本',
      expenses: [cost('call-center', 100_000)],
    })
  ).body;

interface Form {
  readonly name: string;
  readonly kind?: string;
  readonly incidentId?: string;
  readonly receivedOn?: string;
}
const file = (by: Session, content: Uint8Array, { name, ...fields }: Form): Promise<Reply<Paper & Refused>> =>
  sendForm(system, by, '/documents', {
    fields: { incidentId: caseId, kind: 'invoice', ...fields },
    file: content,
    name,
  });
const filed = async (by: Session, content: Uint8Array, form: Form): Promise<Paper> => {
  const { status, body } = await file(by, content, form);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
};
const fetched = async (by: Session, id: string, what: string, signal?: AbortSignal): Promise<Response> => {
  const answer = await fetch(`${system.address}/api/v1/documents/${id}/${what}`, {
    headers: { cookie: by.cookie },
    ...(signal ? { signal } : {}),
  });
  // read to its end: a connection with an answer on it holds the product's stop up
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers: answer.headers });
};
const refused = async (response: Response): Promise<[number, string]> => [
  response.status,
  ((await response.json()) as Refused).code,
];
/** The processes that make pictures now, by their command line. */
const drawing = (): string[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('picture-process') && line.trim().split(/\s+/)[1] === String(process.pid));

/** A process that was ended is gone a moment later. */
async function nobodyDraws(): Promise<void> {
  for (let waited = 0; drawing().length > 0 && waited < 100; waited++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(drawing()).toEqual([]);
}

describe('what lies on the disk', () => {
  it('is read and entered by the product’s own user alone', async () => {
    await filed(reporter, pdfOf('on disk'), { name: 'a.pdf' });
    const open: string[] = [];
    const look = (folder: string): void => {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if ((statSync(path).mode & 0o077) !== 0) open.push(path);
        if (entry.isDirectory()) look(path);
      }
    };
    look(system.config.dataFolder);
    expect(open).toEqual([]);
  });
});

describe('evidence', () => {
  it('is typed by its content, with the ending that says so', async () => {
    const note = Buffer.from('\uFEFFREAD ME\r\nあなたのファイルは暗号化されました。', 'utf16le');
    expect(await filed(reporter, note, { name: '身代金メモ.txt', kind: 'invoice' })).toMatchObject({
      fileName: '身代金メモ.txt',
      mediaType: 'text/plain',
      shownAs: 'download',
      needsPassword: false,
    });
    expect(await filed(reporter, receiptHeic(), { name: 'IMG_0002.jpg' })).toMatchObject({
      fileName: 'IMG_0002.heic',
      mediaType: 'image/heic',
      shownAs: 'picture',
    });
    const bitmap = Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]);
    const no = await file(reporter, bitmap, { name: 'screen.bmp' });
    expect([no.status, no.body.code, no.body.errors]).toMatchObject([
      422,
      'documents.type-refused',
      [{ pointer: '/file' }],
    ]);
    expect(no.body.textJa).toMatch(/「調査報告書（フォレンジック）」か「その他の資料」/);
  });

  it('of any form is taken for investigators and others, and given out as a download alone', async () => {
    for (const [name, content] of [
      ['index.html', Buffer.from('<html><script>alert(1)</script></html>')],
      ['screen.bmp', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)])],
      ['Security.evtx', Buffer.from('ElfFile\0\0\0\0')],
    ] as const)
      for (const kind of ['forensic-report', 'other']) {
        const { id, fileName, shownAs } = await filed(reporter, content, { name, kind });
        expect([fileName, shownAs]).toEqual([name, 'download']);
        const answer = await fetched(senior, id, 'content');
        expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
        expect(Object.fromEntries(answer.headers)).toMatchObject({
          'content-type': 'application/octet-stream',
          'content-disposition': expect.stringMatching(/^attachment;/),
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
        });
        expect(await refused(await fetched(senior, id, 'preview'))).toEqual([422, 'documents.not-shown']);
      }
  });

  it('of every kind is answered as the media type that the interface declares', async () => {
    const { id } = await filed(reporter, pdfOf('declared'), { name: 'a.pdf' });
    const { paths } = (await (await fetch(`${system.address}/api/openapi.json`)).json()) as {
      paths: Record<string, { get: { responses: Record<string, { content: object }> } }>;
    };
    const declared = Object.keys(paths['/api/v1/documents/{id}/content']?.get.responses['200']?.content ?? {});
    expect(declared).toEqual([(await fetched(reporter, id, 'content')).headers.get('content-type')]);
  });
});

describe('a picture', () => {
  it('from a telephone (HEIC) is shown as a JPEG, and stays what it is', async () => {
    const { id } = await filed(reporter, receiptHeic(), { name: 'IMG_0001.HEIC' });
    const shown = await fetched(senior, id, 'preview');
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'sonae-pages': '1',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const { width, height, mean } = measured(await shown.arrayBuffer());
    // a sheet of paper on a table: bright in the middle, brown around
    expect([width, height]).toEqual([1_200, 900]);
    expect(mean).toBeGreaterThan(150);
    expect(Buffer.from(await (await fetched(senior, id, 'content')).arrayBuffer())).toEqual(receiptHeic());
  });

  it('of a fax (TIFF) is shown page by page', async () => {
    const [width, height] = [120, 80];
    const page = (grey: number) => ({ width, height, grey: Buffer.alloc(width * height, grey) });
    const { id } = await filed(reporter, tiffOf([page(40), page(200)]), { name: 'fax.tif' });
    for (const [number, grey] of [
      [1, 40],
      [2, 200],
    ]) {
      const shown = await fetched(senior, id, `preview?page=${number}`);
      expect([shown.status, shown.headers.get('sonae-pages')]).toEqual([200, '2']);
      expect(measured(await shown.arrayBuffer())).toEqual({ width, height, mean: grey });
    }
    for (const number of [0, 3])
      expect(await refused(await fetched(senior, id, `preview?page=${number}`))).toEqual([422, 'documents.not-shown']);
    expect((await fetched(senior, id, 'preview?page=one')).status).toBe(400);
  });

  it('is seen by whom its content is seen by, and by nobody once it was erased', async () => {
    const [neighbour, agent] = await Promise.all([
      system.as('reporter@midori.example'),
      system.as('agent@hikari.example'),
    ]);
    const { id } = await filed(reporter, receiptHeic(), { name: 'a.heic' });
    expect((await fetched(reporter, id, 'preview')).status).toBe(200);
    expect((await fetched(neighbour, id, 'preview')).status).toBe(404);
    expect((await fetched(agent, id, 'preview')).status).toBe(404);
    await post(claims.desk, `/documents/${id}/erasures`, { reason: '別の患者' });
    await post(senior, `/documents/${id}/erasure-confirmations`);
    expect(await refused(await fetched(senior, id, 'preview'))).toEqual([410, 'documents.erased']);
  });

  it.each<[string, () => Buffer, string]>([
    ['a PNG of 2,500 megapixels', () => pngOf({ width: 50_000, height: 50_000, bits: 1 }), 'bomb.png'],
    [
      'a PNG of 49 megapixels that is 400 MB in memory',
      () => pngOf({ width: 7_000, height: 7_000, bits: 16, interlaced: true }),
      'wide.png',
    ],
    [
      'a TIFF of 4,000,000,000 rows',
      () => tiffOf([{ width: 4, height: 4_000_000_000, grey: Buffer.alloc(16) }]),
      'tall.tif',
    ],
    ['a TIFF that is cut off', () => tiffOf([{ width: 3_000, height: 3_000, grey: Buffer.alloc(10) }]), 'cut.tif'],
    ['a HEIC that is cut off', () => receiptHeic().subarray(0, 9_000), 'cut.heic'],
    [
      'a HEIC of boxes without content',
      () => Buffer.concat([receiptHeic().subarray(0, 28), Buffer.alloc(1_000_000, 'free')]),
      'empty.heic',
    ],
  ])('made to hurt is not shown, and nobody else waits: %s', async (_, content, name) => {
    const { id } = await filed(reporter, content(), { name });
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let most = 0;
    const waited = async (): Promise<number> => {
      const began = performance.now();
      expect((await system.send('GET', '/health/live')).status).toBe(200);
      most = Math.max(most, process.memoryUsage.rss());
      await new Promise((resolve) => setTimeout(resolve, 10));
      return performance.now() - began;
    };
    // this machine has others on it: what it takes without the picture is allowed for
    const quiet: number[] = [];
    for (let asked = 0; asked < 30; asked++) quiet.push(await waited());
    const meanwhile: number[] = [];
    let isOver = false;
    const others = (async () => {
      while (!isOver) meanwhile.push(await waited());
    })();
    try {
      expect(await refused(await fetched(senior, id, 'preview'))).toEqual([422, 'documents.not-shown']);
    } finally {
      isOver = true;
      await others;
    }
    expect(Math.max(...meanwhile)).toBeLessThan(250 + 4 * Math.max(...quiet));
    expect((most - before) / 1_048_576).toBeLessThan(64);
    await nobodyDraws();
  });

  it('is made one at a time, and its process ends with whoever wanted it', async () => {
    const { id } = await filed(reporter, receiptHeic(), { name: 'a.heic' });
    const gone = new AbortController();
    const first = fetched(senior, id, 'preview', gone.signal).catch(() => null);
    const rest = Array.from({ length: 3 }, () => fetched(senior, id, 'preview'));
    const seen: number[] = [];
    const look = async (): Promise<void> => {
      seen.push(drawing().length);
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    while (seen.at(-1) !== 1) await look();
    gone.abort();
    expect(await first).toBeNull();
    let areDone = false;
    const all = Promise.all(rest).finally(() => (areDone = true));
    while (!areDone) await look();
    expect((await all).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(Math.max(...seen)).toBe(1);
    await nobodyDraws();
  });

  it('is not waited for by more than sixteen', async () => {
    const { id } = await filed(reporter, receiptHeic(), { name: 'a.heic' });
    const gone = new AbortController();
    const crowd = Array.from({ length: 20 }, () => fetched(senior, id, 'preview', gone.signal).catch(() => null));
    const turnedAway = await Promise.race(crowd);
    expect([turnedAway?.status, turnedAway?.headers.get('retry-after')]).toEqual([503, '5']);
    gone.abort();
    await Promise.all(crowd);
    // those who left are passed over
    let next = await fetched(senior, id, 'preview');
    for (let tried = 0; next.status === 503 && tried < 50; tried++) next = await fetched(senior, id, 'preview');
    expect(next.status).toBe(200);
  });
});

describe('a paper with a password', () => {
  const locked = (): Buffer => containerOf('EncryptedPackage');
  const missingOf = async (by: Session, id: string, expenseId: string): Promise<string[] | undefined> =>
    (
      await by.get<{ expenses: { expenseId: string; missing: { code: string }[] }[] }>(`/incidents/${id}/documents`)
    ).expenses
      .find((one) => one.expenseId === expenseId)
      ?.missing.map(({ code }) => code);
  const open = (by: Session, id: string, body: object = {}): Promise<Reply<Paper & Refused>> =>
    post<Paper>(by, `/documents/${id}/openings`, body);

  it('is taken with a mark, proves nothing until somebody of the insurer opened it, and completes the claim then', async () => {
    const shown = await claims.inReview(await claims.policy({ plan: 3 }), [cost('media-apology', 100_000)], {
      papers: false,
    });
    const expenseId = idOf(shown);
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(`UPDATE expense SET submitted_at = submitted_at - interval '8 days' WHERE id = $1`, [expenseId]),
    );
    const paper = await filed(claims.desk, locked(), {
      name: '請求書.xlsx',
      incidentId: shown.id,
      receivedOn: daysAfter(today, -5),
    });
    expect(paper).toMatchObject({ needsPassword: true, passwordOn: null, scan: 'not-scanned' });
    const copy = await filed(claims.desk, pdfOf('copy'), {
      name: 'a.pdf',
      kind: 'publication',
      incidentId: shown.id,
      receivedOn: daysAfter(today, -4),
    });
    for (const { id } of [paper, copy]) await post(claims.desk, `/documents/${id}/links`, { expenseIds: [expenseId] });
    expect(await missingOf(senior, shown.id, expenseId)).toEqual(['evidence-locked.invoice']);
    const refusal = await claims.propose(senior, expenseId);
    expect([refusal.body.code, refusal.body.missing?.map(({ code }) => code)]).toEqual([
      'decisions.evidence-missing',
      ['evidence-locked.invoice'],
    ]);
    const evidence = async (): Promise<object> =>
      (await senior.get<{ evidence: object }>(`/expenses/${expenseId}`)).evidence;
    expect(await evidence()).toMatchObject({
      needed: [
        { kind: 'invoice', receivedOn: null, locked: true },
        { kind: 'publication', receivedOn: daysAfter(today, -4), locked: false },
      ],
      completeOn: null,
    });

    for (const passwordOn of [daysAfter(today, -6), daysAfter(today, 1)])
      expect((await open(senior, paper.id, { passwordOn })).body).toMatchObject({
        code: 'documents.password-day',
        errors: [{ pointer: '/passwordOn' }],
      });
    const opened = await open(senior, paper.id, { passwordOn: daysAfter(today, -3) });
    expect([opened.status, opened.body.passwordOn]).toEqual([200, daysAfter(today, -3)]);
    expect(await evidence()).toMatchObject({
      needed: [{ receivedOn: daysAfter(today, -3), locked: false }, { receivedOn: daysAfter(today, -4) }],
      completeOn: daysAfter(today, -3),
    });
    expect(await missingOf(senior, shown.id, expenseId)).toEqual([]);
    expect((await open(senior, paper.id)).body.code).toBe('documents.opened-already');
    expect((await claims.propose(senior, expenseId)).status).toBe(201);
    const [entry] = await asSuperuser(
      system.db.ownerUrl,
      async (client) =>
        (
          await client.query<{ kind: string }>(
            `SELECT actor_kind AS kind FROM audit WHERE action = 'document.opened' AND subject = $1`,
            [paper.id],
          )
        ).rows,
    );
    expect(entry).toEqual({ kind: 'person' });
  });

  it('does not hide one without: the earliest that can be read counts', async () => {
    const { id, expenses } = await reported(reporter);
    const expenseId = expenses[0]?.id ?? '';
    const invoice = await filed(reporter, pdfOf('invoice'), { name: 'a.pdf', incidentId: id });
    const closed = await filed(reporter, locked(), { name: 'a.xlsx', incidentId: id });
    for (const paper of [closed, invoice])
      await post(reporter, `/documents/${paper.id}/links`, { expenseIds: [expenseId] });
    expect(await missingOf(reporter, id, expenseId)).toEqual([
      'evidence-missing.call-log',
      'evidence-missing.contract',
    ]);
  });

  it('is opened by the insurer alone, and only where there is a password', async () => {
    const zip = zipOf({ 'a.txt': 'a' });
    zip.writeUInt16LE(1, 6);
    const { id, needsPassword } = await filed(reporter, zip, { name: '請求書.zip' });
    expect(needsPassword).toBe(true);
    expect((await open(reporter, id)).status).toBe(403);
    expect((await open(await system.as('payments@sonae.example'), id)).status).toBe(403);
    const plain = await filed(reporter, pdfOf('plain'), { name: 'a.pdf' });
    expect((await open(senior, plain.id)).body.code).toBe('documents.needs-no-password');
    expect((await open(claims.desk, id)).body.passwordOn).toBe(today);
    expect((await reporter.get<Paper>(`/documents/${id}`)).passwordOn).toBe(today);
  });
});
