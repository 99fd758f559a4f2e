export function foldNumber(text: string): string {
  // people type the long vowel mark and the minus sign as hyphens
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}\p{C}\u2212\u30FC]/gu, '');
}

// above every character of a number, in the byte order of the columns with folded numbers
const last = String.fromCodePoint(0x10ffff);

/** The range of folded texts that begin with this one, in byte order, for a search by an index while a person types. */
export function prefixRange(folded: string): [from: string, to: string] {
  return [folded, `${folded}${last}`];
}
