import { delimiters, type Delimiter } from './table-row.js';

/** The form of a text: its delimiter and its line ends. */
export interface Dialect {
  readonly delimiter: Delimiter;
  readonly lineEnd: '\r' | '\n';
  /** A first line `sep=;`, as Excel writes it for itself, with its line end; empty where there is none. */
  readonly mark: string;
}

/** The lines that are searched; the lines below them have the form of the first ones. */
const lookedAt = 20;

/**
 * The delimiter and line ends of a text, from its beginning: by its `sep=` line, else the character that is in most of
 * the first lines, then the most frequent one, outside of quotes; line ends as the first one.
 */
export function dialectOf(text: string): Dialect {
  const mark = separatorMark(text);
  const found = new Map(delimiters.map((sign) => [sign, { lines: 0, times: 0, lastLine: -1 }]));
  let lineEnd: Dialect['lineEnd'] | null = null;
  let quoted = false;
  for (let at = mark.length, line = 0; at < text.length && line < lookedAt; at++) {
    const sign = text[at] ?? '';
    if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === '\n' || sign === '\r') {
      lineEnd ??= sign === '\r' && text[at + 1] !== '\n' ? '\r' : '\n';
      line++;
    } else {
      const one = found.get(sign as Delimiter);
      if (!one) continue;
      one.times++;
      if (one.lastLine !== line) one.lines++;
      one.lastLine = line;
    }
  }
  const [most] = [...found].toSorted(([, a], [, b]) => b.lines - a.lines || b.times - a.times);
  const said = mark[4] as Delimiter | undefined;
  return { delimiter: said ?? most?.[0] ?? ',', lineEnd: lineEnd ?? '\n', mark };
}

function separatorMark(text: string): string {
  const sign = text[4] ?? '';
  if (text.slice(0, 4).toLowerCase() !== 'sep=' || !delimiters.some((one) => one === sign)) return '';
  const rest = text.slice(5, 7);
  const end = rest.startsWith('\r\n') ? 2 : rest.startsWith('\n') || rest.startsWith('\r') ? 1 : 0;
  return end === 0 ? '' : text.slice(0, 5 + end);
}
