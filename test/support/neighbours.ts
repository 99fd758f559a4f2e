import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { pause } from './processes.js';

/**
 * How a neighbour behaves: as it should; accepts and says nothing; a byte a second; refuses for now, or for good; ends
 * its side in the middle of a conversation; does what it is asked and never says so. A neighbour that is `away` takes
 * no connection.
 */
export type Manner = 'well' | 'mute' | 'silent' | 'slow' | 'busy' | 'refuses' | 'half-closes' | 'cuts' | 'away';

/** A server of tests whose manner changes while it is spoken to. */
export class StandIn {
  #manner: Manner = 'well';
  readonly #sockets = new Set<Socket>();

  private constructor(
    readonly port: number,
    private readonly server: Server,
  ) {
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
    });
  }

  static async of(server: Server): Promise<StandIn> {
    await listening(server, 0);
    return new StandIn((server.address() as AddressInfo).port, server);
  }

  get manner(): Manner {
    return this.#manner;
  }

  /** Conversations under way end with the old manner. */
  async be(manner: Manner): Promise<void> {
    const was = this.#manner;
    this.#manner = manner;
    this.#hangUp();
    if (manner === 'away' && was !== 'away') await this.#closed();
    if (manner !== 'away' && was === 'away') await listening(this.server, this.port);
  }

  async stop(): Promise<void> {
    if (this.#manner !== 'away') await this.#closed();
  }

  #hangUp(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  #closed(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.#hangUp();
    return closed;
  }
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));

/** Says it a byte a second, for as long as somebody listens. */
async function slowly(socket: Socket | ServerResponse, text: string): Promise<void> {
  for (const byte of text) {
    if (socket.destroyed) return;
    socket.write(byte);
    await pause(1_000);
  }
}

/** The text of a mail of one part, as its reader sees it. */
export function textOfMail(source: string): string {
  const [, head = '', body = ''] = /^(.*?)\r\n\r\n(.*?)\r\n\.\r\n$/s.exec(source) ?? [];
  const encoding = /^Content-Transfer-Encoding: (\S+)/im.exec(head)?.[1]?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  const unfolded = body
    .replaceAll(/^\.\./gm, '.')
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return Buffer.from(encoding === 'quoted-printable' ? unfolded : body, 'latin1').toString('utf8');
}

/** What a mail server saw, by Message-ID. */
export interface Mailbox {
  /** Messages whose final dot came. */
  readonly ended: Map<string, number>;
  /** Messages that it said it took. */
  readonly taken: Map<string, number>;
  /** What came last under it. */
  readonly sources: Map<string, string>;
}

/**
 * A mail server. `refuses` and `busy` answer the recipient with 550 and 451; `half-closes` ends its side after the
 * final dot and before it answers, `cuts` in the middle of the message. `lagMs`: it takes up to so long for each
 * answer.
 */
export async function mailServer({
  lagMs = 0,
  random = () => 0,
}: { lagMs?: number; random?: () => number } = {}): Promise<StandIn & Mailbox> {
  const ended = new Map<string, number>();
  const taken = new Map<string, number>();
  const sources = new Map<string, string>();
  const count = (of: Map<string, number>, id: string): void => void of.set(id, (of.get(id) ?? 0) + 1);
  const server = createServer((socket) => {
    const { manner } = standIn;
    if (manner === 'silent') return;
    const say = async (text: string): Promise<void> => {
      if (manner === 'slow') return slowly(socket, `${text}\r\n`);
      if (lagMs > 0) await pause(random() * lagMs);
      if (!socket.destroyed) socket.write(`${text}\r\n`);
    };
    let message: string | null = null;
    let line = '';
    void say('220 mail.example');
    socket.on('data', (part: Buffer) => {
      line += part.toString('latin1');
      if (message !== null) {
        message += line;
        line = '';
        if (manner === 'cuts') return void socket.end();
        if (!message.endsWith('\r\n.\r\n')) return;
        const id = /^Message-ID: <([^@>]+)/im.exec(message)?.[1] ?? '';
        sources.set(id, message);
        message = null;
        count(ended, id);
        if (manner === 'half-closes') return void socket.end();
        if (manner === 'mute') return;
        // looking through a message takes longer than a command
        void pause(random() * 8 * lagMs)
          .then(() => say('250 taken'))
          .then(() => count(taken, id));
        return;
      }
      for (let end = line.indexOf('\r\n'); end >= 0; end = line.indexOf('\r\n')) {
        const command = line.slice(0, 4).toUpperCase();
        line = line.slice(end + 2);
        if (command === 'DATA') message = '';
        const refusal = { refuses: '550 no such mailbox', busy: '451 try later' }[manner as string];
        void say(command === 'DATA' ? '354 go on' : command === 'RCPT' && refusal ? refusal : '250 mail.example');
      }
    });
  });
  const standIn = await StandIn.of(server);
  return Object.assign(standIn, { ended, taken, sources });
}

/**
 * A bucket, which keeps objects whole or in parts, and lists them. `refuses`: 403, `busy`: 503; `half-closes`: FIN
 * after half an answer. `restMs`: it rests so long after each megabyte that it takes.
 */
export async function bucket({ restMs = 0 }: { restMs?: number } = {}): Promise<
  StandIn & {
    readonly kept: Map<string, Buffer>;
    readonly parts: Map<string, Map<number, Buffer>>;
    /** What it was asked to erase, each time. */
    readonly erased: readonly string[];
  }
> {
  const kept = new Map<string, Buffer>();
  const parts = new Map<string, Map<number, Buffer>>();
  const erased: string[] = [];
  const server = createHttpServer((request, response) => {
    const { manner } = standIn;
    const url = new URL(request.url ?? '', 'http://bucket');
    const content: Buffer[] = [];
    let taken = 0;
    request.on('data', (part: Buffer) => {
      content.push(part);
      taken += part.length;
      if (restMs === 0 || taken < 1_048_576) return;
      taken = 0;
      request.pause();
      setTimeout(() => request.resume(), restMs).unref();
    });
    request.on('end', () => {
      if (manner === 'silent') return;
      if (manner === 'slow') return void slowly(response.socket as Socket, 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n');
      if (manner === 'busy' || manner === 'refuses') {
        response.writeHead(manner === 'busy' ? 503 : 403, { 'content-type': 'application/xml' });
        return void response.end('<?xml version="1.0"?><Error><Code>Refused</Code></Error>');
      }
      if (manner === 'cuts') return void request.socket.end();
      const { status = 200, body = Buffer.alloc(0), etag } = answer(request.method ?? '', url, Buffer.concat(content));
      if (manner === 'mute') return;
      response.writeHead(status, { 'content-length': body.length, ...(etag ? { etag } : {}) });
      if (manner !== 'half-closes' || request.method !== 'GET') return void response.end(body);
      response.write(body.subarray(0, body.length / 2));
      return void request.socket.end();
    });
  });
  const xml = (text: string): { body: Buffer } => ({ body: Buffer.from(`<?xml version="1.0"?>${text}`) });
  const answer = (method: string, url: URL, content: Buffer): { status?: number; body?: Buffer; etag?: string } => {
    const at = decodeURIComponent(url.pathname).replace(/\/$/, '');
    const uploadId = url.searchParams.get('uploadId');
    if (uploadId !== null) {
      const own = parts.get(uploadId) ?? new Map<number, Buffer>();
      if (method === 'PUT') own.set(Number(url.searchParams.get('partNumber')), content);
      else parts.delete(uploadId);
      if (method === 'PUT') return { etag: `"${own.size}"` };
      if (method !== 'POST') return { status: 204 };
      kept.set(at, Buffer.concat([...own].toSorted(([a], [b]) => a - b).map(([, part]) => part)));
      return xml('<CompleteMultipartUploadResult><ETag>"whole"</ETag></CompleteMultipartUploadResult>');
    }
    if (url.searchParams.has('uploads')) {
      const id = randomUUID();
      parts.set(id, new Map());
      return xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    }
    if (url.searchParams.has('list-type')) {
      const contents = [...kept]
        .map(([name, { length }]) => [name.slice(at.length + 1), length] as const)
        .filter(([name]) => name.startsWith(url.searchParams.get('prefix') ?? ''))
        .map(([name, size]) => `<Contents><Key>${name}</Key><Size>${size}</Size></Contents>`);
      return xml(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`);
    }
    if (method === 'PUT') kept.set(at, content);
    if (method === 'DELETE') {
      kept.delete(at);
      erased.push(at);
    }
    if (method !== 'GET') return {};
    const body = kept.get(at);
    return body ? { body } : { status: 404, ...xml('<Error><Code>NoSuchKey</Code></Error>') };
  };
  const standIn = await StandIn.of(server);
  return Object.assign(standIn, { kept, parts, erased });
}

/**
 * A virus check that finds nothing. `refuses`, `busy`: an error in place of a finding; `half-closes`: half an answer.
 */
export async function virusScanner(): Promise<StandIn> {
  const server = createServer((socket) => {
    const { manner } = standIn;
    let got = Buffer.alloc(0);
    socket.on('data', (part: Buffer) => {
      got = Buffer.concat([got, part]);
      if (manner === 'silent') return;
      if (manner === 'cuts') return void socket.end();
      if (got.length < 4 || got.readUInt32BE(got.length - 4) !== 0) return;
      if (manner === 'slow') return void slowly(socket, 'stream: OK\0');
      if (manner === 'half-closes') return void socket.end('stream: ');
      socket.end(manner === 'well' ? 'stream: OK\0' : 'INSTREAM size limit exceeded. ERROR\0');
    });
  });
  const standIn = await StandIn.of(server);
  return standIn;
}
