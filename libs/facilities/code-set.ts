const pageBits = 65_536;

/**
 * A set of codes of nine digits, one bit for each, in pages that are created on demand: at most 125 MB for any list.
 */
export class CodeSet {
  readonly #pages = new Map<number, Uint32Array>();
  size = 0;

  /** Adds a code; false when the set already had it. */
  add(code: string): boolean {
    const number = Number(code);
    const page = Math.floor(number / pageBits);
    const bits = this.#pages.get(page) ?? new Uint32Array(pageBits / 32);
    this.#pages.set(page, bits);
    const at = number % pageBits;
    const word = bits[at >>> 5] ?? 0;
    const bit = 1 << (at & 31);
    if (word & bit) return false;
    bits[at >>> 5] = word | bit;
    this.size++;
    return true;
  }

  has(code: string): boolean {
    const number = Number(code);
    const at = number % pageBits;
    return ((this.#pages.get(Math.floor(number / pageBits))?.[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;
  }
}
