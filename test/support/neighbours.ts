import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { pause } from './processes.js';

/**
 * How a neighbour behaves: as it should; accepts and says nothing; a byte a second; refuses for now, or for good; ends its
 * side in the middle of a conversation. A neighbour that is `away` takes no connection.
 */
export type Manner = 'well' | 'silent' | 'slow' | 'busy' | 'refuses' | 'half-closes' | 'cuts' | 'away';

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
 * A mail server. `refuses` and `busy` answer the recipient with 550 and 451; `half-closes` ends its side after the final dot
 * and before it answers, `cuts` in the middle of the message. `lagMs`: it takes up to so long for each answer.
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

/** A bucket. `refuses`: 403, `busy`: 503; `half-closes`: FIN after half an answer. */
export async function bucket(): Promise<StandIn & { readonly kept: Map<string, Buffer> }> {
  const kept = new Map<string, Buffer>();
  const server = createHttpServer((request, response) => {
    const { manner } = standIn;
    const at = new URL(request.url ?? '', 'http://bucket').pathname;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (manner === 'silent') return;
      if (manner === 'slow') return void slowly(response.socket as Socket, 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n');
      if (manner === 'busy' || manner === 'refuses') {
        response.writeHead(manner === 'busy' ? 503 : 403, { 'content-type': 'application/xml' });
        return void response.end('<?xml version="1.0"?><Error><Code>Refused</Code></Error>');
      }
      if (manner === 'cuts') return void request.socket.end();
      const found = kept.get(at);
      if (request.method === 'PUT') kept.set(at, Buffer.concat(parts));
      if (request.method === 'DELETE') kept.delete(at);
      if (request.method === 'GET' && !found) {
        response.writeHead(404, { 'content-type': 'application/xml' });
        return void response.end('<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>');
      }
      if (request.method !== 'GET' || !found) return void response.writeHead(200).end();
      response.writeHead(200, { 'content-length': found.length });
      if (manner !== 'half-closes') return void response.end(found);
      response.write(found.subarray(0, found.length / 2));
      return void request.socket.end();
    });
  });
  const standIn = await StandIn.of(server);
  return Object.assign(standIn, { kept });
}

/** A virus check that finds nothing. `refuses`, `busy`: an error in place of a finding; `half-closes`: half an answer. */
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
