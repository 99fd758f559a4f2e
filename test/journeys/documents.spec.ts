import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { daysAfter } from '#platform';
import { asSuperuser } from '../support/database.js';
import { Claims, cost, today, type ClaimCase, type Refused } from '../support/claims.js';
import { clamdStandIn, eicar, fileNeededPapers, pdfOf, sendForm } from '../support/papers.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface Paper {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly scan: string;
  readonly receivedOn: string;
  readonly erased: boolean;
}

let system: TestSystem;
let claims: Claims;
let senior: Session;
let second: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const fileIn =
  (on: TestSystem) =>
  (
    by: Session,
    incidentId: string,
    content: Uint8Array,
    { name = '請求書 1.pdf', kind = 'invoice', ...fields }: Record<string, string> = {},
  ): Promise<Reply<Paper & Refused>> =>
    sendForm(on, by, '/documents', { fields: { incidentId, kind, ...fields }, file: content, name });
const file: ReturnType<typeof fileIn> = (...paper) => fileIn(system)(...paper);
const download = (by: Session, id: string): Promise<Response> =>
  fetch(`${system.address}/api/v1/documents/${id}/content`, { headers: { cookie: by.cookie } });
const link = (by: Session, id: string, expenseIds: readonly string[]): Promise<Reply<Refused>> =>
  by.send('POST', `/documents/${id}/links`, { key: freshKey(), body: { expenseIds } });
const expenseIdOf = ({ expenses }: ClaimCase, at = 0): string => expenses[at]?.id ?? '';
const reportedBy = async (by: Session): Promise<ClaimCase> =>
  (
    await by.send<ClaimCase>('POST', '/incidents', {
      key: freshKey(),
      body: {
        reporter: { name: '見本', phone: '03-0000-0000' },
        description: '見本',
        ...(by.email.startsWith('support') ? { institutionName: '見本 どこか' } : {}),
        expenses: [cost('call-center', 100_000)],
      },
    })
  ).body;

describe('a paper', () => {
  it('is kept under its hash, as what it is by its content, and given out as a download with its own name', async () => {
    const reporter = await system.as('reporter@sakura.example');
    const { id } = await reportedBy(reporter);
    const content = pdfOf('一枚目');
    const { status, body } = await file(reporter, id, content);
    expect([status, body]).toMatchObject([
      201,
      {
        fileName: '請求書 1.pdf',
        mediaType: 'application/pdf',
        sizeBytes: content.length,
        sha256: await crypto.subtle.digest('SHA-256', content).then((hash) => Buffer.from(hash).toString('hex')),
        scan: 'not-scanned',
        receivedOn: today,
        erased: false,
      },
    ]);
    const answer = await download(reporter, body.id);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
    expect([answer.headers.get('content-disposition'), answer.headers.get('x-content-type-options')]).toEqual([
      `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent('請求書 1.pdf')}`,
      'nosniff',
    ]);
    expect((await file(reporter, id, png, { name: 'IMG_0001.PNG' })).body.mediaType).toBe('image/png');
    expect(
      (await file(reporter, id, Buffer.from('日付,件数\n1,20\n'), { name: '件数.csv', kind: 'call-log' })).body
        .mediaType,
    ).toBe('text/csv');
  });

  it('sent twice under one key is kept once', async () => {
    const { id } = await reportedBy(claims.desk);
    const [key, content] = [freshKey(), pdfOf('once')];
    const send = (bytes: Uint8Array): Promise<Reply<Paper & Refused>> =>
      sendForm(system, claims.desk, '/documents', { fields: { incidentId: id, kind: 'other' }, file: bytes, key });
    const [first, again] = [await send(content), await send(content)];
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    expect((await send(pdfOf('another'))).body.code).toBe('requests.key-reused');
    expect(Buffer.from(await (await download(claims.desk, first.body.id)).arrayBuffer())).toEqual(content);
  });

  it.each<[string, Uint8Array, string, string]>([
    ['of 0 bytes', new Uint8Array(), 'x.pdf', 'uploads.empty'],
    ['that is text called PDF', Buffer.from('no pdf'), 'report.pdf', 'documents.not-what-it-says'],
    ['that is a page of HTML', Buffer.from('<html></html>'), 'a.html', 'documents.type-refused'],
    ['that is a program', Buffer.from('\u007fELF\u0002\u0001\u0001'), 'a', 'documents.type-refused'],
    ['whose ending says nothing and whose content is text', Buffer.from('text'), 'README', 'documents.type-refused'],
  ])('%s is refused with what to do, and nothing is kept', async (_, content, name, code) => {
    const reporter = await system.as('reporter@sakura.example');
    const { id } = await reportedBy(reporter);
    const { status, body } = await file(reporter, id, content, { name });
    expect([status, body.code]).toEqual([422, code]);
    expect(await reporter.get(`/incidents/${id}/documents`)).toMatchObject({ documents: [] });
  });

  it('larger than 100 MB is refused, and one of 100 MB is taken', async () => {
    const { id } = await reportedBy(claims.desk);
    const big = Buffer.alloc(104_857_601, 0x61);
    const over = await file(claims.desk, id, big, { name: 'big.txt', kind: 'other' });
    expect([over.status, over.body.code]).toEqual([413, 'uploads.too-large']);
    const most = await file(claims.desk, id, big.subarray(1), { name: 'big.txt', kind: 'other' });
    expect([most.status, most.body.sizeBytes]).toEqual([201, 104_857_600]);
  }, 60_000);

  it('without a form, a file, a case or a day that has come is refused', async () => {
    const { id } = await reportedBy(claims.desk);
    const plain = await claims.desk.send<Refused>('POST', '/documents', { key: freshKey(), body: {} });
    expect([plain.status, plain.body.code]).toEqual([415, 'uploads.not-a-form']);
    const empty = await sendForm<Refused>(system, claims.desk, '/documents', {
      fields: { incidentId: id, kind: 'other' },
    });
    expect([empty.status, empty.body.code]).toEqual([400, 'uploads.no-file']);
    expect((await file(claims.desk, crypto.randomUUID(), pdfOf('x'))).status).toBe(404);
    expect((await file(claims.desk, id, pdfOf('x'), { kind: 'nonsense' })).body.errors).toMatchObject([
      { pointer: '/kind' },
    ]);
    expect((await file(claims.desk, id, pdfOf('x'), { receivedOn: daysAfter(today, 1) })).body.code).toBe(
      'documents.received-in-future',
    );
    expect((await file(claims.desk, id, pdfOf('x'), { receivedOn: daysAfter(today, -3) })).body.receivedOn).toBe(
      daysAfter(today, -3),
    );
    const broken = await fetch(`${system.address}/api/v1/documents`, {
      method: 'POST',
      headers: {
        cookie: claims.desk.cookie,
        'x-csrf-token': claims.desk.csrfToken,
        'idempotency-key': freshKey(),
        'content-type': 'multipart/form-data; boundary=x',
      },
      body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4',
    });
    expect([broken.status, ((await broken.json()) as Refused).code]).toEqual([400, 'uploads.cut-off']);
  });

  it('is seen by its own institution and the insurer alone; papers of claimants by no agent', async () => {
    const [reporter, neighbour, agent] = await Promise.all([
      system.as('reporter@midori.example'),
      system.as('reporter@sakura.example'),
      system.as('agent@hikari.example'),
    ]);
    const { id } = await reportedBy(reporter);
    const invoice = (await file(reporter, id, pdfOf('i'))).body.id;
    const letter = (await file(reporter, id, pdfOf('l'), { kind: 'claimant-letter' })).body.id;
    const note = (await file(senior, id, pdfOf('n'), { kind: 'insurer-note' })).body.id;
    const seen = async (by: Session): Promise<string[]> =>
      (await by.get<{ documents: Paper[] }>(`/incidents/${id}/documents`)).documents.map((paper) => paper.id);
    expect(await seen(reporter)).toEqual([invoice, letter]);
    expect(await seen(senior)).toEqual([invoice, letter, note]);
    expect(await seen(agent)).toEqual([invoice]);
    expect((await download(agent, letter)).status).toBe(404);
    expect((await download(reporter, note)).status).toBe(404);
    expect((await download(neighbour, invoice)).status).toBe(404);
    expect((await neighbour.send('GET', `/incidents/${id}/documents`)).status).toBe(404);
    expect((await file(agent, id, pdfOf('a'), { kind: 'settlement' })).body.code).toBe('documents.kind-not-yours');
    expect((await file(reporter, id, pdfOf('r'), { kind: 'insurer-note' })).body.code).toBe('documents.kind-not-yours');
    expect((await file(neighbour, id, pdfOf('x'))).status).toBe(404);
    // another's paper proves nothing of one's own
    const foreign = await reportedBy(neighbour);
    expect((await link(neighbour, invoice, [expenseIdOf(foreign)])).status).toBe(404);
    expect(
      (
        await link(neighbour, (await file(neighbour, foreign.id, pdfOf('o'))).body.id, [
          expenseIdOf(foreign),
          crypto.randomUUID(),
        ])
      ).status,
    ).toBe(404);
  });

  it('is erased by two persons: its content is gone, its hash and the fact stay', async () => {
    const reporter = await system.as('reporter@sakura.example');
    const { id } = await reportedBy(reporter);
    const { body } = await file(reporter, id, pdfOf('wrong patient'));
    const erase = (by: Session, step: string, sent: object = {}): Promise<Reply<Paper & Refused>> =>
      by.send('POST', `/documents/${body.id}/${step}`, { key: freshKey(), body: sent });
    expect((await erase(second, 'erasure-confirmations')).body.code).toBe('documents.erasure-not-asked');
    expect((await erase(reporter, 'erasures', { reason: '別の患者' })).status).toBe(403);
    expect((await erase(claims.desk, 'erasures', { reason: '別の患者の資料' })).body.erased).toBe(false);
    expect((await erase(second, 'erasures', { reason: '同じ' })).body.code).toBe('documents.erasure-asked-already');
    expect((await erase(claims.desk, 'erasure-confirmations')).body.code).toBe('documents.second-person-needed');
    expect((await download(reporter, body.id)).status).toBe(200);
    expect((await erase(senior, 'erasure-confirmations')).body).toMatchObject({ erased: true, sha256: body.sha256 });
    const gone = await download(reporter, body.id);
    expect([gone.status, ((await gone.json()) as Refused).code]).toEqual([410, 'documents.erased']);
    for (let waited = 0; waited < 100; waited += 1) {
      const [row] = await asSuperuser(
        system.db.ownerUrl,
        async (client) =>
          (
            await client.query<{ gone: boolean }>(
              'SELECT erased_at IS NOT NULL AS gone FROM document_erasure WHERE document_id = $1',
              [body.id],
            )
          ).rows,
      );
      if (row?.gone) break;
      if (waited === 99) throw new Error('the content was not taken out of the store');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect((await erase(senior, 'erasure-confirmations')).body.code).toBe('documents.erased');
  });
});

describe('what proves an expense', () => {
  it('is one paper for several lines; what is missing blocks a payment, and no rejection', async () => {
    const shown = await claims.inReview(
      await claims.policy({ plan: 3 }),
      [cost('call-center', 100_000), cost('media-apology', 200_000)],
      { papers: false },
    );
    const [first, media] = [expenseIdOf(shown), expenseIdOf(shown, 1)];
    const refused = await claims.propose(senior, first);
    expect([refused.status, refused.body.code, refused.body.missing?.map(({ code }) => code)]).toEqual([
      409,
      'decisions.evidence-missing',
      ['evidence-missing.call-log', 'evidence-missing.contract', 'evidence-missing.invoice'],
    ]);
    const invoice = (await file(claims.desk, shown.id, pdfOf('both'))).body.id;
    expect((await link(claims.desk, invoice, [first, media])).status).toBe(200);
    expect((await claims.propose(senior, media)).body.missing?.map(({ code }) => code)).toEqual([
      'evidence-missing.publication',
    ]);
    const open = await claims.propose(senior, media, {
      kind: 'reject',
      textJa: '資料が届かないため、お支払いできません。',
      reasons: [{ code: 'not-proven', text: '掲載物の写しがない' }],
    });
    expect(open.body.state).toBe('open');
  });

  it('is done without by a senior-adjuster with a reason, who did not enter the expense', async () => {
    const shown = await claims.inReview(await claims.policy({ plan: 3 }), [cost('media-apology', 200_000)], {
      papers: false,
    });
    const id = expenseIdOf(shown);
    const waive = (by: Session, kind: string): Promise<Reply<Refused>> =>
      by.send('POST', `/expenses/${id}/evidence-waivers`, { key: freshKey(), body: { kind, reason: '掲載元が廃業' } });
    expect((await waive(claims.desk, 'publication')).status).toBe(403);
    expect((await waive(second, 'deliverable')).body.code).toBe('expenses.waiver-not-needed');
    expect((await waive(second, 'publication')).status).toBe(200);
    expect((await waive(second, 'publication')).body.code).toBe('expenses.waiver-not-needed');
    await fileNeededPapers(system, claims.desk, shown.id, [id]);
    expect((await claims.propose(senior, id)).body.state).toBe('approved');
  });

  it('reopens by itself what was rejected for want of it', async () => {
    const shown = await claims.inReview(
      await claims.policy({ plan: 3 }),
      [cost('call-center', 100_000), cost('call-center', 50_000)],
      {
        papers: false,
      },
    );
    const reject = async (id: string, code: string): Promise<void> => {
      const open = await claims.propose(senior, id, {
        kind: 'reject',
        textJa: 'お支払いできません。',
        reasons: [{ code, text: '見本' }],
      });
      const signed = await claims.sign(second, open.body.id, { articles: [{ article: '約款 第2条（見本）' }] });
      expect(signed.body.state).toBe('rejected');
    };
    const [unproven, other] = [expenseIdOf(shown), expenseIdOf(shown, 1)];
    await reject(unproven, 'not-proven');
    await reject(other, 'other-incident');
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(
        `UPDATE ruling
           SET ruled_at = ruled_at - interval '11 s', final_at = final_at - interval '11 s'
           WHERE incident_id = $1`,
        [shown.id],
      ),
    );
    const invoice = (await file(claims.desk, shown.id, pdfOf('late'))).body.id;
    await link(claims.desk, invoice, [unproven, other]);
    await system.settled();
    expect((await claims.case(shown.id)).expenses.map(({ state }) => state)).toEqual(['in-review', 'rejected']);
    expect((await claims.holder(unproven)).email).toBe('senior@sonae.example');
  });

  it('completes the claim on the day on which the last of it arrived', async () => {
    const shown = await claims.inReview(await claims.policy({ plan: 3 }), [cost('media-apology', 200_000)], {
      papers: false,
    });
    const id = expenseIdOf(shown);
    // submitted eight days ago; the last paper came by post five days ago, and was scanned today
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query(`UPDATE expense SET submitted_at = submitted_at - interval '8 days' WHERE id = $1`, [id]),
    );
    const complete = async (): Promise<string | null> =>
      (await senior.get<{ evidence: { completeOn: string | null } }>(`/expenses/${id}`)).evidence.completeOn;
    expect(await complete()).toBeNull();
    for (const [kind, days] of [
      ['invoice', -6],
      ['publication', -5],
      ['publication', -1],
    ] as const)
      await link(
        claims.desk,
        (await file(claims.desk, shown.id, pdfOf(freshKey()), { kind, receivedOn: daysAfter(today, days) })).body.id,
        [id],
      );
    expect(await complete()).toBe(daysAfter(today, -5));
  });

  it('is master data: an administrator changes what a category needs, from a day on', async () => {
    const enter = (body: object): Promise<Reply<Refused>> =>
      claims.admin.send('POST', '/evidence-requirements', {
        key: freshKey(),
        body: {
          category: 'other-response',
          kind: 'payment-proof',
          needed: true,
          fromOn: today,
          source: '社内規程（見本）',
          ...body,
        },
      });
    expect((await enter({ fromOn: daysAfter(today, -1) })).body.code).toBe('expenses.day-passed');
    const reporter = await system.as('reporter@sakura.example');
    const { id } = await reportedBy(reporter);
    await reporter.send('POST', `/incidents/${id}/expenses`, {
      key: freshKey(),
      body: { expenses: [cost('other-response', 10_000)] },
    });
    const missing = async (): Promise<string[] | undefined> =>
      (await reporter.get<{ expenses: { missing: { code: string }[] }[] }>(`/incidents/${id}/documents`)).expenses
        .at(-1)
        ?.missing.map(({ code }) => code);
    expect((await enter({})).status).toBe(201);
    expect(await missing()).toEqual(['evidence-missing.invoice', 'evidence-missing.payment-proof']);
    expect((await enter({ needed: false })).status).toBe(201);
    expect(await missing()).toEqual(['evidence-missing.invoice']);
  });
});

describe('the neighbours', () => {
  it('a virus check refuses an infected file, and one that does not answer loses nothing', async () => {
    for (const mute of [false, true]) {
      const clamd = await clamdStandIn({ mute });
      const own = await testSystem({ env: { CLAMD_URL: clamd.url } });
      try {
        const reporter = await own.as('reporter@sakura.example');
        const { id } = await reportedBy(reporter);
        const bad = await fileIn(own)(reporter, id, Buffer.from(eicar), { name: 'eicar.txt' });
        expect(bad.body.code ?? bad.body.scan).toBe(mute ? 'not-scanned' : 'documents.infected');
        expect((await fileIn(own)(reporter, id, pdfOf('fine'))).body.scan).toBe(mute ? 'not-scanned' : 'clean');
      } finally {
        await own.stop();
        await clamd.stop();
      }
    }
  }, 60_000);

  it('a bucket holds contents in place of the folder', async () => {
    const kept = new Map<string, Buffer>();
    const bucket = createServer((request, response) => {
      const at = new URL(request.url ?? '', 'http://x').pathname;
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const found = kept.get(at);
        if (request.method === 'PUT') kept.set(at, Buffer.concat(parts));
        if (request.method === 'DELETE') kept.delete(at);
        if (request.method === 'GET' && !found) {
          response.writeHead(404, { 'content-type': 'application/xml' });
          return response.end('<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>');
        }
        response.writeHead(request.method === 'DELETE' ? 204 : 200);
        return response.end(request.method === 'GET' ? found : undefined);
      });
    });
    await new Promise<void>((resolve) => bucket.listen(0, '127.0.0.1', resolve));
    const { port } = bucket.address() as AddressInfo;
    const own = await testSystem({
      env: { S3_URL: `http://key:secret@127.0.0.1:${port}/papers?region=ap-northeast-1` },
    });
    try {
      const reporter = await own.as('reporter@sakura.example');
      const { id } = await reportedBy(reporter);
      const content = pdfOf('in a bucket');
      const { body } = await fileIn(own)(reporter, id, content);
      expect([...kept.entries()]).toEqual([[`/papers/${body.id}`, content]]);
      const read = (): Promise<Response> =>
        fetch(`${own.address}/api/v1/documents/${body.id}/content`, { headers: { cookie: reporter.cookie } });
      expect(Buffer.from(await (await read()).arrayBuffer())).toEqual(content);
      kept.clear();
      expect(((await (await read()).json()) as Refused).code).toBe('documents.content-missing');
    } finally {
      await own.stop();
      bucket.closeAllConnections();
      await new Promise((resolve) => bucket.close(resolve));
    }
  }, 60_000);
});
