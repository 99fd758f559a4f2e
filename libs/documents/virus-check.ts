import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { connect } from 'node:net';
import type { Config } from '#platform';

/** What a virus check found; `not-scanned` where none is set up, or it does not answer. */
export type Scan = 'clean' | 'infected' | 'not-scanned';

export interface VirusCheck {
  scan(path: string): Promise<Scan>;
}

export const VIRUS_CHECK = Symbol('virus-check');

/** clamd at CLAMD_URL (`tcp://host:port`); without it nothing is scanned, and documents say so. */
export function virusCheckOf(config: Pick<Config, 'clamdUrl'>): VirusCheck {
  if (config.clamdUrl === null) return { scan: () => Promise.resolve('not-scanned') };
  const { hostname, port } = new URL(config.clamdUrl);
  return new Clamd(hostname, Number(port) || 3310);
}

const longestMs = 120_000;
const chunkBytes = 65_536;

/** Sends a file by INSTREAM, a chunk after another as fast as they are taken: a large file never stands in memory. */
class Clamd implements VirusCheck {
  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  // a paper that cannot be scanned now is not lost: it is kept and marked
  async scan(path: string): Promise<Scan> {
    const file = createReadStream(path, { highWaterMark: chunkBytes });
    const socket = connect({ host: this.host, port: this.port });
    socket.setTimeout(longestMs, () => socket.destroy(new Error('clamd does not answer')));
    const answer: Buffer[] = [];
    socket.on('data', (part: Buffer) => answer.push(part));
    const ended = once(socket, 'close');
    // a failure is seen where it is waited for
    ended.catch(() => undefined);
    try {
      await once(socket, 'connect');
      socket.write('zINSTREAM\0');
      for await (const chunk of file) {
        const length = Buffer.alloc(4);
        length.writeUInt32BE((chunk as Buffer).length);
        socket.write(length);
        if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), ended]);
      }
      socket.write(Buffer.alloc(4));
      await ended;
      const said = Buffer.concat(answer).toString('latin1');
      if (said.includes(' FOUND')) return 'infected';
      return /stream: OK\0?$/.test(said.trimEnd()) ? 'clean' : 'not-scanned';
    } catch {
      return 'not-scanned';
    } finally {
      file.destroy();
      socket.destroy();
    }
  }
}
