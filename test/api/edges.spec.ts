import { connect, type AddressInfo, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLog, packageRoot } from '#platform';
import { problemCodes } from '#problems';
import { createHttpApp } from '../../apps/api/http-app.js';
import { pause } from '../support/processes.js';
import { freshDatabase } from '../support/database.js';
import { requireDeclared } from '../support/declared-answers.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

const { paths } = JSON.parse(readFileSync(join(packageRoot, 'apps/api/openapi.json'), 'utf8')) as {
  paths: Readonly<Record<string, object>>;
};

interface Raw {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A connection that says what it is told to, byte by byte, and hears whole answers. */
class Wire {
  #heard = '';
  #ended = false;
  readonly #socket: Socket;

  constructor(address: string) {
    const { hostname, port } = new URL(address);
    this.#socket = connect({ host: hostname, port: Number(port) });
    this.#socket.setEncoding('latin1').on('data', (text: string) => (this.#heard += text));
    this.#socket.on('error', () => (this.#ended = true)).on('close', () => (this.#ended = true));
  }

  say(...lines: readonly string[]): this {
    this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    return this;
  }

  send(bytes: string | Uint8Array): boolean {
    return this.#ended ? false : this.#socket.write(bytes);
  }

  get ended(): boolean {
    return this.#ended;
  }

  async answer(ms = 5_000): Promise<Raw> {
    for (const end = Date.now() + ms; ; await pause(5)) {
      const at = this.#heard.indexOf('\r\n\r\n');
      const [first = '', ...lines] = this.#heard.slice(0, Math.max(0, at)).split('\r\n');
      const headers = Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
      );
      const length = Number(headers['content-length'] ?? 0);
      if (at >= 0 && this.#heard.length >= at + 4 + length) {
        const body = Buffer.from(this.#heard.slice(at + 4, at + 4 + length), 'latin1').toString('utf8');
        this.#heard = this.#heard.slice(at + 4 + length);
        return { status: Number(first.split(' ')[1]), headers, body };
      }
      if (this.#ended || Date.now() > end) throw new Error(`no whole answer: ${this.#heard.slice(0, 500)}`);
    }
  }

  close(): void {
    this.#socket.destroy();
  }
}

const expectProblem = ({ status, headers, body }: Raw, wanted: number, code: string): void => {
  expect([
    status,
    headers['content-type'],
    headers['content-type'] && (JSON.parse(body) as { code: string }).code,
  ]).toEqual([wanted, 'application/problem+json; charset=utf-8', code]);
  const said = JSON.parse(body) as Record<string, unknown>;
  expect(Object.keys(problemCodes)).toContain(code);
  expect(said).toMatchObject({
    status: wanted,
    type: `urn:sonae:problem:${code}`,
    instance: expect.any(String) as string,
  });
  expect([said['textJa'], said['textEn']]).toEqual([
    expect.stringMatching(/[ぁ-ん]/),
    expect.stringMatching(/^[ -~’]+$/),
  ]);
  expect(headers['x-trace-id']).toBe(said['traceId']);
};

describe('the edges of HTTP: what is refused before a route is known leaves as every other refusal', () => {
  let system: TestSystem;
  let hospital: Session;
  beforeAll(async () => {
    system = await testSystem({ queues: [] });
    hospital = await system.as('reporter@sakura.example');
  }, 60_000);
  afterAll(() => system.stop());

  const wires: Wire[] = [];
  const wire = (): Wire => {
    const made = new Wire(system.address);
    wires.push(made);
    return made;
  };
  afterEach(() => wires.splice(0).forEach((one) => one.close()));
  const signedIn = (): string[] => [
    'Host: localhost',
    `Cookie: ${hospital.cookie}`,
    `X-CSRF-Token: ${hospital.csrfToken}`,
    'Idempotency-Key: edges-0001',
  ];

  it.each<[string, string[], number, string]>([
    [
      'a parameter of 300 signs',
      [`GET /api/v1/incidents/${'a'.repeat(300)} HTTP/1.1`, 'Host: x'],
      414,
      'requests.address-too-long',
    ],
    ['an address that cannot be decoded', ['GET /api/v1/incidents/%zz HTTP/1.1', 'Host: x'], 400, 'requests.not-http'],
    [
      'headers of 20 kB',
      ['GET / HTTP/1.1', 'Host: x', `Cookie: a=${'b'.repeat(20_000)}`],
      431,
      'requests.headers-too-large',
    ],
    ['an address of 20 kB', [`GET /?${'a'.repeat(20_000)} HTTP/1.1`, 'Host: x'], 431, 'requests.headers-too-large'],
    ['what is no HTTP', ['\u0016\u0003\u0001 hello'], 400, 'requests.not-http'],
    ['a method that does not exist', ['STEAL / HTTP/1.1', 'Host: x'], 400, 'requests.not-http'],
    ['a header without a name', ['GET / HTTP/1.1', 'Host: x', ': y'], 400, 'requests.not-http'],
    ['no Host', ['GET /api/v1/incidents HTTP/1.1'], 400, 'requests.not-http'],
    ['two lengths', ['POST / HTTP/1.1', 'Host: x', 'Content-Length: 1', 'Content-Length: 2'], 400, 'requests.not-http'],
    ['a length that is no number', ['POST / HTTP/1.1', 'Host: x', 'Content-Length: ten'], 400, 'requests.not-http'],
    [
      'a length and chunks',
      ['POST / HTTP/1.1', 'Host: x', 'Content-Length: 3', 'Transfer-Encoding: chunked'],
      400,
      'requests.not-http',
    ],
    [
      'another expectation than 100-continue',
      ['GET / HTTP/1.1', 'Host: x', 'Expect: miracles'],
      417,
      'requests.expectation-refused',
    ],
    ['a tunnel', ['CONNECT example.com:443 HTTP/1.1', 'Host: x'], 405, 'requests.method-not-allowed'],
    ['no such place', ['GET /nowhere HTTP/1.1', 'Host: x'], 404, 'requests.not-found'],
    ['a method of WebDAV', ['PROPFIND /api/v1/incidents HTTP/1.1', 'Host: x'], 404, 'requests.not-found'],
    ['TRACE', ['TRACE / HTTP/1.1', 'Host: x'], 404, 'requests.not-found'],
  ])('%s', async (_what, lines, status, code) => {
    expectProblem(
      await wire()
        .say(...lines)
        .answer(),
      status,
      code,
    );
  });

  it.each<[string, string[], number, string]>([
    [
      'JSON said to be of 2 MB',
      ['Content-Type: application/json', 'Content-Length: 2000000'],
      413,
      'requests.too-large',
    ],
    [
      'a compressed body',
      ['Content-Type: application/json', 'Content-Encoding: gzip', 'Content-Length: 200'],
      415,
      'requests.encoding-refused',
    ],
    [
      'a form where JSON is asked for',
      ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 200'],
      415,
      'requests.unsupported-media-type',
    ],
  ])('%s is refused from its headers, before any of its body came', async (_what, headers, status, code) => {
    expectProblem(
      await wire()
        .say('POST /api/v1/incidents HTTP/1.1', ...signedIn(), ...headers)
        .answer(),
      status,
      code,
    );
  });

  it('a file said to be of 200 MB is refused from its headers', async () => {
    const headers = ['Content-Type: multipart/form-data; boundary=xyz', 'Content-Length: 200000000'];
    const answer = await wire()
      .say('POST /api/v1/documents HTTP/1.1', ...signedIn(), ...headers)
      .answer();
    expectProblem(answer, 413, 'uploads.too-large');
  });

  it('chunks over 1 MB of JSON are refused as soon as they are, and the rest is cut off', async () => {
    const one = wire().say(
      'POST /api/v1/incidents HTTP/1.1',
      ...signedIn(),
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
    );
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 20; sent++) one.send(chunk);
    expectProblem(await one.answer(), 413, 'requests.too-large');
    for (const end = Date.now() + 10_000; !one.ended && Date.now() < end; await pause(50)) one.send(chunk);
    expect(one.ended).toBe(true);
  });

  it('the body is asked for by `100 Continue` where it will be read, and only there', async () => {
    const headers = ['Content-Type: application/json', 'Expect: 100-continue'];
    const taken = wire().say('POST /api/v1/auth/sessions HTTP/1.1', 'Host: x', ...headers, 'Content-Length: 2');
    expect((await taken.answer()).status).toBe(100);
    taken.send('{}');
    expectProblem(await taken.answer(), 400, 'requests.field-missing');

    const refused = wire().say('POST /api/v1/auth/sessions HTTP/1.1', 'Host: x', ...headers, 'Content-Length: 2000000');
    const answer = await refused.answer();
    expectProblem(answer, 413, 'requests.too-large');
    expect(answer.headers['connection']).toBe('close');
  });

  it('requests sent one behind the other are answered in their order, a broken one last', async () => {
    const one = wire();
    one.send(`GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect((await one.answer()).status).toBe(200);
    expectProblem(await one.answer(), 404, 'requests.not-found');
    one.say('what is this');
    expectProblem(await one.answer(), 400, 'requests.not-http');
  });

  it('every route answers what it declares, also to somebody who may not use it (every other test of the API looks too)', async () => {
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({
        method: method.toUpperCase(),
        path: path.replaceAll(/\{\w+\}/g, 'nothing'),
      })),
    );
    expect(operations.length).toBeGreaterThan(150);
    for (const { method, path } of operations) {
      await system.send(method, path);
      if (!path.endsWith('/sessions/current')) await hospital.send(method, path, { key: freshKey(), version: 1 });
    }
    expect(() => requireDeclared('GET', 'http://x/api/v1/incidents', Response.json({}, { status: 202 }))).toThrow(
      /declared: nothing/,
    );
    expect(() => requireDeclared('GET', 'http://x/api/v1/incidents', new Response('text'))).toThrow(
      /text\/plain, declared/,
    );
  });

  it('browsers are told to stay with https where the public address is https, and only there', async () => {
    const secure = await testSystem({
      queues: [],
      demonstration: false,
      env: { SONAE_PUBLIC_URL: 'https://sonae.example' },
    });
    try {
      const heard = await Promise.all([secure, system].map((one) => one.send('GET', '/health/live')));
      expect(heard.map(({ headers }) => headers.get('strict-transport-security'))).toEqual(['max-age=63072000', null]);
    } finally {
      await secure.stop();
    }
  });

  it('what comes while the system is being stopped is told so', async () => {
    const db = await freshDatabase();
    const app = await createHttpApp(system.config, createLog('silent'), db.database);
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const one = new Wire(`http://127.0.0.1:${port}`);
    wires.push(one);
    one.send('GET /health/live HTTP/1.1\r\nHost: x\r\n');
    await pause(100);
    const stopped = app.close();
    await pause(100);
    one.say('');
    const answer = await one.answer();
    expectProblem(answer, 503, 'platform.stopping');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.headers['connection']).toBe('close');
    await stopped;
    await db.drop();
  });

  it.each<[string, string, number, string]>([
    ['a range behind the end', 'Range: bytes=999999999-', 416, 'requests.no-such-range'],
    ['another version than there is', 'If-Match: "other"', 412, 'requests.condition-failed'],
  ])('of a file of the pages: %s', async (_what, header, status, code) => {
    const answer = await wire().say('GET /icon.svg HTTP/1.1', 'Host: x', header).answer();
    expectProblem(answer, status, code);
  });
});
