/** The names of transfers are in `kernel`, because the pages check them too. */
export { transferName, type NameFault, type TransferName } from '#kernel';

/** The bytes of a text of the transfer format: one each. Throws RangeError for what the format cannot hold. */
export function transferBytes(text: string): number[] {
  return [...text].map((character) => {
    const code = character.charCodeAt(0);
    if (code >= 0x20 && code <= 0x7e) return code;
    // half-width katakana stand in one block of Unicode in the order of JIS X 0201
    if (code >= 0xff61 && code <= 0xff9f) return code - 0xff61 + 0xa1;
    throw new RangeError('not a character of the transfer format');
  });
}
