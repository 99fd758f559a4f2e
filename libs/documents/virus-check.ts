import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { Silent, speakOutside, SpokenInside, type Config } from '#platform';

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

/** Connecting, and a chunk being taken, may take so long (ms). */
const stepMs = 3_000;
/** The whole: for a small file, and a second more for each megabyte. */
const longestMs = 10_000;
const chunkBytes = 65_536;
/** One that was silent is not waited for again so soon: the one who files the next paper did not make it slow (ms). */
const restMs = 30_000;

/** Sends a file by INSTREAM, a chunk after another as fast as they are taken: a large file never stands in memory. */
class Clamd implements VirusCheck {
  #restsUntil = 0;

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  // a paper that cannot be scanned now is not lost: it is kept and marked
  async scan(path: string): Promise<Scan> {
    if (performance.now() < this.#restsUntil) return 'not-scanned';
    const { size } = await stat(path);
    const ask = (): Promise<Scan> =>
      speakOutside('virus-check', longestMs + size / 1_000, (limit) => this.#ask(path, limit));
    try {
      // scanning twice is scanning once: what was refused or cut is asked again, what was silent is not
      return await ask().catch((error: unknown) => {
        if (error instanceof Silent || error instanceof SpokenInside) throw error;
        return ask();
      });
    } catch (error) {
      if (error instanceof SpokenInside) throw error;
      if (error instanceof Silent) this.#restsUntil = performance.now() + restMs;
      return 'not-scanned';
    }
  }

  async #ask(path: string, limit: AbortSignal): Promise<Scan> {
    const file = createReadStream(path, { highWaterMark: chunkBytes });
    const socket = connect({ host: this.host, port: this.port });
    limit.addEventListener('abort', () => socket.destroy());
    const answer: Buffer[] = [];
    socket.on('data', (part: Buffer) => answer.push(part));
    const closed = once(socket, 'close');
    // a failure is seen where it is waited for
    closed.catch(() => undefined);
    try {
      await inTime(once(socket, 'connect'));
      socket.write('zINSTREAM\0');
      for await (const chunk of file) {
        const length = Buffer.alloc(4);
        length.writeUInt32BE((chunk as Buffer).length);
        socket.write(length);
        if (!socket.write(chunk)) await inTime(Promise.race([once(socket, 'drain'), closed]));
        if (socket.destroyed) break;
      }
      if (!socket.destroyed) socket.write(Buffer.alloc(4));
      await closed;
      const said = Buffer.concat(answer).toString('latin1');
      if (said.includes(' FOUND')) return 'infected';
      if (/stream: OK\0?$/.test(said.trimEnd())) return 'clean';
      // a whole sentence that is neither says why it was not scanned; half of one, or none, was cut
      if (said.endsWith('\0')) return 'not-scanned';
      throw new Error('clamd cut its answer');
    } finally {
      file.destroy();
      socket.destroy();
    }
  }
}

async function inTime<T>(step: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silent('virus-check')), stepMs);
  });
  return Promise.race([step, late]).finally(() => clearTimeout(timer));
}
