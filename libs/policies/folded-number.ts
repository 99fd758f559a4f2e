export function foldNumber(text: string): string {
  // The long mark and the minus sign stand where people type a hyphen
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}\p{C}\u2212\u30FC]/gu, '');
}

// Above every character that stands in a number, in the byte order of the columns that keep them folded
const last = String.fromCodePoint(0x10ffff);

/** Where folded texts that begin so start and end, in byte order: what an index is asked for while somebody types. */
export function prefixRange(folded: string): [from: string, to: string] {
  return [folded, `${folded}${last}`];
}
