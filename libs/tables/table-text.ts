import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { longestLine } from './table-bounds.js';
import { TableFault } from './table-fault.js';
import type { TextEncoding } from './table-row.js';

/** Bytes that are held from the first line beyond ASCII on, before the encoding is decided. */
const sample = 65_536;

/**
 * Decodes bytes, whole lines at a time: in UTF-8 and Shift_JIS a line feed or carriage return is never a part of
 * another character. Lines of ASCII at the beginning are the same in both and decide nothing. UTF-16 is recognised by
 * its mark.
 */
export class LinesOfText {
  encoding: TextEncoding | null = null;
  /** The current line, from 1. */
  line = 1;
  #wide: TextDecoder | null = null;
  #wideTail = '';
  #tail: Buffer = Buffer.alloc(0);
  #undecided: Buffer[] = [];
  #atStart = true;

  push(chunk: Buffer): string {
    // checked before the next piece, so that the lines before the long one are given
    if (this.#tail.length > longestLine) throw new TableFault('line-too-long', this.#lineAfterHeld());
    const data = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
    if (this.#isWide(data)) return this.#wideText(data, false);
    // a carriage return at the end may be followed by its line feed in the next piece
    const cut = Math.max(data.lastIndexOf(0x0a), data.subarray(0, -1).lastIndexOf(0x0d)) + 1;
    this.#tail = data.subarray(cut);
    return this.#lines(data.subarray(0, cut), false);
  }

  end(): string {
    if (this.#tail.length > longestLine) throw new TableFault('line-too-long', this.#lineAfterHeld());
    const text = this.#wide ? this.#wideText(this.#tail, true) : this.#lines(this.#tail, true);
    this.encoding ??= 'utf-8';
    return text;
  }

  #isWide(data: Buffer): boolean {
    if (!this.#atStart || data.length < 2) return this.#wide !== null;
    const mark = data.subarray(0, 2).toString('hex');
    if (mark !== 'fffe' && mark !== 'feff') return false;
    this.#wide = new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be', { fatal: true });
    this.encoding = 'utf-16';
    this.#atStart = false;
    return true;
  }

  #wideText(data: Buffer, last: boolean): string {
    this.#tail = Buffer.alloc(0);
    let text: string;
    try {
      text = this.#wideTail + (this.#wide?.decode(data, { stream: !last }) ?? '');
    } catch {
      throw new TableFault('wrong-encoding', this.line);
    }
    this.#wideTail = !last && text.endsWith('\r') ? '\r' : '';
    return this.#counted(this.#wideTail === '' ? text : text.slice(0, -1));
  }

  #lines(lines: Buffer, last: boolean): string {
    if (this.#atStart && lines.length > 0) {
      this.#atStart = false;
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
    // pairs of half-width kana can look like UTF-8 of two bytes; kana and kanji, of three bytes, cannot be a
    // coincidence
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
    return this.#counted(text);
  }

  #counted(text: string): string {
    const nul = text.indexOf('\0');
    if (nul >= 0) throw new TableFault('nul', this.line + lineEnds(text.slice(0, nul)));
    this.line += lineEnds(text);
    return text;
  }

  #lineAfterHeld(): number {
    return this.line + this.#undecided.reduce((sum, lines) => sum + lineEnds(lines.toString('latin1')), 0);
  }
}

/** The number of line ends in a text: CR LF, LF or CR. */
export function lineEnds(text: string): number {
  let ends = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends++;
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) if (text[at + 1] !== '\n') ends++;
  return ends;
}

// the first line that an encoding cannot decode: its number from 0 and its offset
function badLine(lines: Buffer, encoding: TextEncoding): { at: number; offset: number } | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = 0, offset = 0; offset < lines.length; at++) {
    const end = endOfLine(lines, offset);
    try {
      decoder.decode(lines.subarray(offset, end));
    } catch {
      return { at, offset };
    }
    offset = end;
  }
  return null;
}

function endOfLine(lines: Buffer, from: number): number {
  for (let at = from; at < lines.length; at++) {
    if (lines[at] === 0x0a) return at + 1;
    if (lines[at] === 0x0d && lines[at + 1] !== 0x0a) return at + 1;
  }
  return lines.length;
}
