import { Readable } from 'node:stream';
import type { S3 } from '@aws-sdk/client-s3';
import { loadPackage, neighbours, Silent, speakOutside, type NeighbourName } from '#platform';

/** The longest time for a connection (ms). */
const connectMs = 5_000;
/** Bytes handed to the connection at once; each piece that it takes is a sign that the store answers. */
const pieceBytes = 65_536;
/** The library's own warnings repeat errors that are thrown. */
const ignored = (): void => undefined;
const silentLog = { debug: ignored, info: ignored, warn: ignored, error: ignored };

/** The store, and how long it is waited for. */
export interface StoreLimits {
  readonly store: NeighbourName;
  /** The longest time without a byte in either direction (ms). */
  readonly silenceMs: number;
  /** The longest time for a transfer of so many bytes in either direction (ms). */
  readonly wholeMs: (bytes: number) => number;
  /** How often the client sends one request; a stream can be sent once only. */
  readonly tries: number;
}

/**
 * A client of `https://KEY:SECRET@host/bucket?region=…`, for S3 and stores with its interface. Every request goes
 * through `speakOutside` and within the limits, and so does the reading of its answer; past the limits it throws
 * Silent.
 */
export async function s3Of(url: URL, limits: StoreLimits): Promise<S3> {
  // loaded only where a bucket is used, because it is large
  const { S3: Client } = loadPackage<typeof import('@aws-sdk/client-s3')>('@aws-sdk/client-s3');
  const client = new Client({
    endpoint: `${url.protocol}//${url.host}`,
    region: url.searchParams.get('region') ?? 'ap-northeast-1',
    credentials: {
      accessKeyId: decodeURIComponent(url.username),
      secretAccessKey: decodeURIComponent(url.password),
    },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectMs },
    maxAttempts: limits.tries,
    logger: silentLog,
  });
  const handler = client.config.requestHandler as Handler;
  handler.handle = within(limits, handler.handle.bind(handler));
  return client;
}

/** The part of the library's request handler that is replaced. */
interface Handler {
  handle: (request: Sent, options?: { abortSignal?: AbortSignal }) => Promise<{ response: Answered }>;
}

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Answered {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: Readable;
}

function within(limits: StoreLimits, handle: Handler['handle']): Handler['handle'] {
  const { store, silenceMs } = limits;
  return async (request, options) => {
    const answer = await speakOutside(store, silenceMs, async (over, heard) => {
      const cut = new AbortController();
      const body = watched(request, { limits, heard, cut });
      const sent = Object.assign(Object.create(Object.getPrototypeOf(request) as object) as Sent, request, { body });
      const asked = options?.abortSignal ? [options.abortSignal] : [];
      try {
        return await handle(sent, { ...options, abortSignal: AbortSignal.any([over, cut.signal, ...asked]) });
      } catch (error) {
        throw cut.signal.aborted ? cut.signal.reason : error;
      }
    });
    const { statusCode } = answer.response;
    // a store that refuses is of no more use than a silent one
    if (statusCode >= 400 && statusCode !== 404) neighbours.missed(store);
    answer.response.body = inTime(answer.response, limits);
    return answer;
  };
}

interface Watch {
  readonly limits: StoreLimits;
  /** Called at each sign that the store answers. */
  readonly heard: () => void;
  /** Aborted with the reason that ends the request: an unreadable content, or a store that takes too long. */
  readonly cut: AbortController;
}

/** The content of a request in pieces. */
function watched({ body, headers }: Sent, { limits, heard, cut }: Watch): unknown {
  const isLong = body instanceof Uint8Array && body.length > pieceBytes;
  if (!isLong && !(body instanceof Readable)) return body;
  const end = performance.now() + limits.wholeMs(Number(headers['content-length'] ?? 0));
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for await (const part of isLong ? [body] : (body as AsyncIterable<Uint8Array>))
        for (let at = 0; at < part.length; at += pieceBytes) {
          heard();
          if (performance.now() > end) throw new Silent(limits.store);
          yield part.subarray(at, at + pieceBytes);
        }
      heard();
    } catch (error) {
      cut.abort(error);
    }
  };
  return Readable.from(pieces(), { objectMode: false, highWaterMark: pieceBytes });
}

/** The content of an answer as it comes; the time of the store counts, not that of the reader. */
function inTime({ body, headers }: Answered, { store, silenceMs, wholeMs }: StoreLimits): Readable {
  const parts = async function* (): AsyncGenerator<Buffer> {
    const coming = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    for (let left = wholeMs(Number(headers['content-length'] ?? 0)); ;) {
      const asked = performance.now();
      const part = await speakOutside(store, Math.min(silenceMs, left), () => coming.next());
      if (part.done) return;
      left = Math.max(1, left - (performance.now() - asked));
      yield part.value;
    }
  };
  // also where the reader never began
  return Readable.from(parts(), { objectMode: false }).once('close', () => body.destroy());
}

/**
 * Stores a content of unknown size, in parts: the object exists only after the last part, so that nobody sees a part of
 * it. Answers its bytes.
 */
export async function keepInParts(s3: S3, place: { Bucket: string; Key: string }, content: Readable): Promise<number> {
  const { Upload } = loadPackage<typeof import('@aws-sdk/lib-storage')>('@aws-sdk/lib-storage');
  let size = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const part of content as AsyncIterable<Uint8Array>) {
      size += part.length;
      yield Buffer.from(part);
    }
  };
  const params = { ...place, Body: Readable.from(counted(), { objectMode: false }) };
  await new Upload({ client: s3, params, partSize: 16 << 20, queueSize: 2 }).done();
  return size;
}

/** For `catch`: null for an object that is not there; any other error is thrown on. */
export function nullIfAbsent(error: unknown): null {
  if (error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name)) return null;
  throw error;
}
