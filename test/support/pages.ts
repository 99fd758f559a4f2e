import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '#platform';
import type { Session, TestSystem } from './system.js';

interface Answer {
  readonly ready?: boolean;
  readonly id?: number;
  readonly text?: string;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly error?: string;
}
/** A page as somebody reads it, and what the API answered it. */
export interface PageRead {
  /** The lines of its text. */
  readonly lines: readonly string[];
  /** What this path (without its prefix) answered; throws where the page did not ask for it. */
  answer<T>(path: string): T;
  /** The same; undefined where the page did not ask for it. */
  answerIfAsked<T>(path: string): T | undefined;
}

/** The pages of the application as somebody reads them, rendered without a browser on what the API answers them. */
export class Pages {
  #asked = 0;
  readonly #waiting = new Map<number, { give: (answer: Answer) => void; fail: (reason: Error) => void }>();

  private constructor(
    private readonly renderer: ChildProcess,
    private readonly system: TestSystem,
  ) {
    renderer.on('message', (answer: Answer) => {
      const asked = this.#waiting.get(answer.id ?? 0);
      this.#waiting.delete(answer.id ?? 0);
      if (answer.text === undefined) asked?.fail(new Error(answer.error));
      else asked?.give(answer);
    });
  }

  static async of(system: TestSystem): Promise<Pages> {
    const renderer = fork(join(packageRoot, 'test/support/rendering.mjs'), {
      execArgv: [],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    await new Promise<void>((ready, fail) => {
      renderer.once('message', () => ready());
      renderer.once('exit', (code) => fail(new Error(`the renderer ended with ${code}`)));
    });
    return new Pages(renderer, system);
  }

  /** A page as one person reads it. */
  async read(by: Session, path: string): Promise<PageRead> {
    const { text = '', answers = {} } = await this.#ask({
      address: this.system.address,
      cookie: by.cookie,
      path,
      language: 'ja',
    });
    return {
      lines: linesOf(text),
      answer<T>(asked: string): T {
        const found = answers[`/api/v1${asked}`];
        if (found === undefined) throw new Error(`the page asked for ${Object.keys(answers).join(', ')}`);
        return found as T;
      },
      answerIfAsked: <T>(asked: string) => answers[`/api/v1${asked}`] as T | undefined,
    };
  }

  /** The lines of text of a page, for one person. */
  async lines(by: Session, path: string): Promise<readonly string[]> {
    return (await this.read(by, path)).lines;
  }

  /** The text of a PDF. */
  async textOfPdf(bytes: Buffer): Promise<string> {
    return (await this.#ask({ pdf: bytes.toString('base64') })).text ?? '';
  }

  #ask(wanted: object): Promise<Answer> {
    const id = ++this.#asked;
    return new Promise<Answer>((give, fail) => {
      this.#waiting.set(id, { give, fail });
      this.renderer.send({ id, ...wanted });
    });
  }

  stop(): void {
    this.renderer.disconnect();
  }
}

const blocks =
  /<\/?(?:p|li|ul|ol|dl|dt|dd|h[1-6]|tr|table|caption|div|section|main|nav|header|button|label|br)\b[^>]*>/g;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", nbsp: ' ' };

/** The text of a page, a line for each block; cells of a row stay on one line, and what pictures say is text too. */
export function linesOf(html: string): string[] {
  return html
    .replaceAll(/<(script|style|svg)\b.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]*\brole="img"[^>]*\baria-label="([^"]*)"[^>]*>/g, '\n$1\n')
    .replaceAll(/<\/t[dh]>/g, '\t')
    .replaceAll(blocks, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(#x27|[a-z]+);/g, (whole, name: string) => entities[name] ?? whole)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
