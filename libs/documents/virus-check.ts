import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { Silent, speakOutside, SpokenInside, type Config } from '#platform';

/** The result of a virus check; `not-scanned` where none is set up, or it does not answer. */
export type Scan = 'clean' | 'infected' | 'not-scanned';

/** Checks a file on this machine's disk. */
export interface VirusCheck {
  scan(path: string): Promise<Scan>;
}

export const VIRUS_CHECK = Symbol('virus-check');

/** clamd at CLAMD_URL (`tcp://host:port`); without it nothing is scanned, and documents are marked `not-scanned`. */
export function virusCheckOf(config: Pick<Config, 'clamdUrl'>): VirusCheck {
  if (config.clamdUrl === null) return { scan: () => Promise.resolve('not-scanned') };
  const { hostname, port } = new URL(config.clamdUrl);
  return new Clamd(hostname, Number(port) || 3310);
}

/** The longest time for a connection, and for clamd to take a chunk (ms). */
const stepMs = 3_000;
/** The longest time for a scan (ms), and a second more for each megabyte. */
const longestMs = 10_000;
const chunkBytes = 65_536;
/** After silence clamd is not asked again for so long (ms), so that the next upload does not wait for it. */
const restMs = 30_000;

/**
 * Sends a file by INSTREAM, chunk by chunk as fast as clamd takes them, so that a large file is never whole in memory.
 */
class Clamd implements VirusCheck {
  #restsUntil = 0;

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  // a document that cannot be scanned now must not be lost: it is stored and marked
  async scan(path: string): Promise<Scan> {
    if (performance.now() < this.#restsUntil) return 'not-scanned';
    const { size } = await stat(path);
    const ask = (): Promise<Scan> =>
      speakOutside('virus-check', longestMs + size / 1_000, (limit) => this.#ask(path, limit));
    try {
      // a second scan does no harm: after a refusal or a cut it is asked again, after silence not
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
    // a failure of it is thrown where it is awaited
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
      // a whole answer that is neither is the reason why it was not scanned; without its end it was cut
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
