import { isAscii } from 'node:buffer';
import { TableFault } from './table-fault.js';

/** Shift_JIS is read as CP932, as Windows writes it: with ①, ㈱, 髙 and 﨑. */
export type TextEncoding = 'utf-8' | 'shift_jis';

/** One line, or one record with line breaks inside its quotes. */
export const longestLine = 1_048_576;

/** How much from the first line with a sign beyond ASCII on is looked at before the encoding is decided. */
const sample = 65_536;

/**
 * Makes text of bytes, whole lines at a time: in neither encoding a line feed is part of another sign. A file that begins
 * with lines of ASCII is not decided yet; they read the same in both.
 */
export class LinesOfText {
  encoding: TextEncoding | null = null;
  /** The line that is read now, from 1. */
  line = 1;
  #tail: Buffer = Buffer.alloc(0);
  #undecided: Buffer[] = [];
  #atStart = true;

  push(chunk: Buffer): string {
    // looked at before the next piece, so that the lines before the long one were given
    if (this.#tail.length > longestLine) throw new TableFault('line-too-long', this.#lineAfterHeld());
    const data = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
    const cut = data.lastIndexOf(0x0a) + 1;
    this.#tail = data.subarray(cut);
    return this.#lines(data.subarray(0, cut), false);
  }

  end(): string {
    if (this.#tail.length > longestLine) throw new TableFault('line-too-long', this.#lineAfterHeld());
    const text = this.#lines(this.#tail, true);
    this.encoding ??= 'utf-8';
    return text;
  }

  #lines(lines: Buffer, last: boolean): string {
    if (this.#atStart && lines.length > 0) {
      this.#atStart = false;
      const mark = lines.subarray(0, 2).toString('hex');
      if (mark === 'fffe' || mark === 'feff') throw new TableFault('utf-16', 1);
      if (lines.subarray(0, 3).toString('hex') === 'efbbbf') this.encoding = 'utf-8';
    }
    if (this.encoding !== null) return this.#decoded(lines, this.encoding);
    if (this.#undecided.length === 0 && isAscii(lines)) return this.#decoded(lines, 'utf-8');
    this.#undecided.push(lines);
    const held = Buffer.concat(this.#undecided);
    if (!last && held.length < sample) return '';
    this.#undecided = [];
    this.encoding = this.#decide(held);
    return this.#decoded(held, this.encoding);
  }

  #decide(held: Buffer): TextEncoding {
    const utf8 = badLine(held, 'utf-8');
    if (utf8 === null) return 'utf-8';
    const shiftJis = badLine(held, 'shift_jis');
    // Pairs of half-width kana can look like UTF-8 of two bytes; kana and kanji, of three bytes, are no accident.
    if (shiftJis === null && !/[\u{800}-\u{10FFFF}]/u.test(held.subarray(0, utf8.offset).toString('utf8')))
      return 'shift_jis';
    throw new TableFault('wrong-encoding', this.line + Math.max(utf8.at, shiftJis?.at ?? 0));
  }

  #decoded(lines: Buffer, encoding: TextEncoding): string {
    let text: string;
    try {
      text = new TextDecoder(encoding, { fatal: true }).decode(lines);
    } catch {
      throw new TableFault('wrong-encoding', this.line + (badLine(lines, encoding)?.at ?? 0));
    }
    const nul = text.indexOf('\0');
    if (nul >= 0) throw new TableFault('nul', this.line + count(Buffer.from(text.slice(0, nul))));
    this.line += count(lines);
    return text;
  }

  #lineAfterHeld(): number {
    return this.line + this.#undecided.reduce((sum, lines) => sum + count(lines), 0);
  }
}

function count(lines: Buffer): number {
  let feeds = 0;
  for (let at = lines.indexOf(0x0a); at >= 0; at = lines.indexOf(0x0a, at + 1)) feeds++;
  return feeds;
}

// The first line that an encoding cannot read: its number from 0 and where it begins.
function badLine(lines: Buffer, encoding: TextEncoding): { at: number; offset: number } | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = 0, offset = 0; offset < lines.length; at++) {
    const feed = lines.indexOf(0x0a, offset);
    const end = feed < 0 ? lines.length : feed + 1;
    try {
      decoder.decode(lines.subarray(offset, end));
    } catch {
      return { at, offset };
    }
    offset = end;
  }
  return null;
}
