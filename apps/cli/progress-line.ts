import type { WriteStream } from 'node:tty';

const width = 30;

/** How far work has come: a bar on a terminal, a plain line every tenth part elsewhere. */
export class ProgressLine {
  #shown = '';
  #said = '';
  #at = 0;

  constructor(private readonly stream: Pick<WriteStream, 'write'> & { readonly isTTY?: boolean }) {}

  show([ja, en]: readonly [string, string], part: number): void {
    const percent = Math.min(100, Math.floor(part * 100));
    if (this.stream.isTTY) this.#bar(`${ja} / ${en}`, percent);
    else {
      const line = `${ja}… ${percent - (percent % 10)} %`;
      if (line !== this.#said) this.stream.write(`${line}\n`);
      this.#said = line;
    }
  }

  /** Takes the bar away, so that other lines can be written. */
  clear(): void {
    if (this.#shown !== '') this.stream.write('\r\u001B[2K');
    this.#shown = '';
  }

  #bar(what: string, percent: number): void {
    const done = Math.round((percent / 100) * width);
    const line = `${'█'.repeat(done)}${'░'.repeat(width - done)} ${String(percent).padStart(3)} % ${what}`;
    const now = Date.now();
    if (line === this.#shown || now - this.#at < 50) return;
    this.#at = now;
    this.#shown = line;
    this.stream.write(`\r\u001B[2K${line}`);
  }
}
