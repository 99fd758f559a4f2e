import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyHttpOptions } from 'fastify';
import { diskSpace } from '#platform';
import { Problem, problemBody, type ProblemCode } from '#problems';

/** Bytes of the largest body without a file. */
export const largestBody = 1_048_576;
/** Bytes of the largest file that is accepted. */
export const largestUpload = 104_857_600;
/** Bytes of a form beside its file: fields, names, boundaries. */
const besideTheFile = 1_048_576;
/** A request that is not complete in this time (ms) is refused: 100 MB on a line of 1.4 Mbit/s. */
const wholeRequestMs = 600_000;
/** After a refusal the connection stays open for so long (ms), so that the client can read the answer. */
const lingerMs = 2_000;
/** Seconds after which a request refused with 503 may be sent again. */
const retryAfterSeconds = 5;

interface Asked {
  readonly url: string;
  readonly traceId: string;
  /** Accept-Language */
  readonly language?: string | undefined;
}

/** The answer of a refusal: application/problem+json in the language asked for, Retry-After where waiting helps. */
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

/** Options of the server, so that refusals before any route have the same form as all others. */
export const edgeOptions = {
  requestTimeout: wholeRequestMs,
  // `guardEdges` refuses both, with a sentence
  return503OnClosing: false,
  http: { requireHostHeader: false },
  clientErrorHandler: refuseUnreadable,
  frameworkErrors(error: Error & { code: string }, request: FastifyRequest, reply: FastifyReply) {
    const code: ProblemCode =
      error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? 'requests.address-too-long' : 'requests.not-http';
    const { headers, body } = problemAnswer(new Problem(code), {
      // the path cannot be read, or is too long: neither is repeated
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

// Node's parser failed: there is no request and no reply, only the connection
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

/** Refuses by the headers alone where they suffice, before a body is asked for or read. */
export function guardEdges(server: FastifyInstance): void {
  let stopping = false;
  server.addHook('preClose', async () => {
    stopping = true;
  });
  server.addHook('onRequest', async (request) => {
    const refusal = refusedByHeaders(request, stopping);
    if (refusal) throw new Problem(refusal);
  });

  // Node would ask for the body of every request with `Expect: 100-continue` before its headers are checked
  const route = (request: IncomingMessage, response: ServerResponse): boolean =>
    server.server.emit('request', request, response);
  server.server.on('checkContinue', route).on('checkExpectation', route);
  server.server.on('connect', (_request, socket) => refuseOnSocket(socket as Socket, 'requests.method-not-allowed'));
  server.addHook('preParsing', async ({ headers }, reply, payload) => {
    if (headers.expect !== undefined) reply.raw.writeContinue();
    return payload;
  });

  server.addHook('onSend', async (request, reply) => {
    // a client that waits with its body sends none after a refusal; and an idle connection must not delay the stop
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
