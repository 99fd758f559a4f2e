/**
 * Whether the beginning of a file is text: in the UTF-16 of its mark, else in UTF-8, CP932, EUC-JP or CP1252, and
 * without the character NUL. The last character may be cut.
 */
export function isText(beginning: Uint8Array): boolean {
  const marked = markOf(beginning);
  if (marked !== null) return decoded(beginning, marked)?.includes('\0') === false;
  if (beginning.includes(0)) return false;
  return (
    ['utf-8', 'shift_jis', 'euc-jp'].some((encoding) => decoded(beginning, encoding) !== null) || isWestern(beginning)
  );
}

/** The text of such a beginning; null for bytes that are no text. */
export function textOf(beginning: Uint8Array): string | null {
  if (!isText(beginning)) return null;
  const encodings = [markOf(beginning) ?? 'utf-8', 'shift_jis', 'euc-jp', 'windows-1252'];
  return encodings.map((encoding) => decoded(beginning, encoding)).find((text) => text !== null) ?? null;
}

function markOf([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** Bytes that CP1252 does not define; a decoder accepts them. */
const unknown: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** Tab, line feed, form feed, carriage return, the end-of-file mark of DOS, escape. */
const controls: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1a, 0x1b]);

// almost any bytes are letters of CP1252; control characters reveal a program
function isWestern(bytes: Uint8Array): boolean {
  return bytes.every((byte) => (byte >= 0x20 || controls.has(byte)) && byte !== 0x7f && !unknown.has(byte));
}
