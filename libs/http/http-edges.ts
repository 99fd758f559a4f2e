import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyHttpOptions } from 'fastify';
import { diskSpace } from '#platform';
import { Problem, problemBody, type ProblemCode } from '#problems';

/** Bytes of the largest body that is no file. */
export const largestBody = 1_048_576;
/** Bytes of the largest file that is taken. */
export const largestUpload = 104_857_600;
/** What a form has beside its file: fields, names, boundaries. */
const besideTheFile = 1_048_576;
/** A request that has not come whole by then is given up: 100 MB on a line of 1.4 Mbit/s. */
const wholeRequestMs = 600_000;
/** Who was refused reads the answer in this time; what is still coming then is cut off. */
const lingerMs = 2_000;
/** Seconds after which what cannot be done now is worth another attempt. */
const retryAfterSeconds = 5;

interface Asked {
  readonly url: string;
  readonly traceId: string;
  /** Accept-Language */
  readonly language?: string | undefined;
}

/** A refusal as it leaves: application/problem+json in the language asked for, Retry-After where waiting helps. */
export function problemAnswer(
  problem: Problem,
  { url, traceId, language: accepted }: Asked,
): { headers: Record<string, string>; body: string } {
  const language = /^\s*en/i.test(accepted ?? '') ? 'en' : 'ja';
  const retryAfter = problem.details.retryAfterSeconds ?? (problem.status === 503 ? retryAfterSeconds : undefined);
  return {
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Language': language,
      'X-Trace-Id': traceId,
      ...(retryAfter === undefined ? {} : { 'Retry-After': String(Math.ceil(retryAfter)) }),
    },
    body: JSON.stringify(problemBody(problem, { instance: url.split('?')[0] ?? '/', traceId, language })),
  };
}

/** How the server is made, so that what it refuses before any route is known leaves as every other refusal. */
export const edgeOptions = {
  requestTimeout: wholeRequestMs,
  // both are answered by `guardEdges`, with a sentence
  return503OnClosing: false,
  http: { requireHostHeader: false },
  clientErrorHandler: refuseUnreadable,
  frameworkErrors(error: Error & { code: string }, request: FastifyRequest, reply: FastifyReply) {
    const code: ProblemCode =
      error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? 'requests.address-too-long' : 'requests.not-http';
    const { headers, body } = problemAnswer(new Problem(code), {
      // the path cannot be read, or is long: neither is sent back
      url: '/',
      traceId: request.id,
      language: request.headers['accept-language'],
    });
    void reply.status(new Problem(code).status).headers(headers).send(body);
  },
} satisfies FastifyHttpOptions<Server>;

const byParserCode: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'requests.headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'requests.too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'requests.timed-out',
};

// what Node's parser gave up on: there is no request and no reply, only the connection
function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  const answering = (socket as Socket & { _httpMessage?: ServerResponse })._httpMessage;
  if (error.code === 'ECONNRESET' || !socket.writable || answering?.headersSent) {
    socket.destroy();
    return;
  }
  refuseOnSocket(socket, byParserCode[error.code ?? ''] ?? 'requests.not-http');
}

function refuseOnSocket(socket: Socket, code: ProblemCode): void {
  const problem = new Problem(code);
  const { headers, body } = problemAnswer(problem, { url: '/', traceId: randomUUID() });
  const lines = Object.entries({ ...headers, Connection: 'close', 'Content-Length': Buffer.byteLength(body) });
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n` +
      `${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
  setTimeout(() => socket.destroy(), lingerMs).unref();
}

const reading = ['GET', 'HEAD', 'OPTIONS'];

/** Refuses what is known to be refused from its headers alone, before a body is asked for or read. */
export function guardEdges(server: FastifyInstance): void {
  let stopping = false;
  server.addHook('preClose', async () => {
    stopping = true;
  });
  server.addHook('onRequest', async (request) => {
    const refusal = refusedByHeaders(request, stopping);
    if (refusal) throw new Problem(refusal);
  });

  // Node would ask for the body of every request with `Expect: 100-continue` before anybody has looked at it
  const route = (request: IncomingMessage, response: ServerResponse): boolean =>
    server.server.emit('request', request, response);
  server.server.on('checkContinue', route).on('checkExpectation', route);
  server.server.on('connect', (_request, socket) => refuseOnSocket(socket as Socket, 'requests.method-not-allowed'));
  server.addHook('preParsing', async ({ headers }, reply, payload) => {
    if (headers.expect !== undefined) reply.raw.writeContinue();
    return payload;
  });

  server.addHook('onSend', async (request, reply) => {
    // the one who waits for the word to send its body sends none now; and who asks nothing more must not hold up the
    // end
    const sendsNone = reply.statusCode >= 400 && request.headers.expect !== undefined && !request.raw.complete;
    if (sendsNone || stopping) reply.header('Connection', 'close');
  });
  server.addHook('onResponse', async ({ raw }) => {
    if (raw.complete || raw.destroyed) return;
    raw.unpipe();
    raw.resume();
    const cut = setTimeout(() => raw.complete || raw.destroy(), lingerMs).unref();
    raw.once('close', () => clearTimeout(cut));
  });
}

function refusedByHeaders({ method, headers, raw }: FastifyRequest, stopping: boolean): ProblemCode | null {
  if (stopping) return 'platform.stopping';
  if (headers.host === undefined && raw.httpVersion === '1.1') return 'requests.not-http';
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue')
    return 'requests.expectation-refused';
  if (!['identity', undefined].includes(headers['content-encoding']?.toLowerCase())) return 'requests.encoding-refused';
  const length = Number(headers['content-length'] ?? 0);
  const isForm = headers['content-type']?.startsWith('multipart/') ?? false;
  if (isForm && length > largestUpload + besideTheFile) return 'uploads.too-large';
  if (!isForm && length > largestBody) return 'requests.too-large';
  if (!reading.includes(method) && diskSpace.short) return 'platform.disk-full';
  return null;
}
