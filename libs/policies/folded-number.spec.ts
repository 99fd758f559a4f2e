import { foldNumber, prefixRange } from './folded-number.js';

describe('what people type', () => {
  it.each([
    ['ＭＣＹ－２０２６－０００１０１', 'mcy2026000101'],
    ['k26‐0301 0001', 'k2603010001'],
    ['K26ー0301−0001', 'k2603010001'],
    [' - ', ''],
  ])('a number: %s', (typed, folded) => {
    expect(foldNumber(typed)).toBe(folded);
  });

  it('a beginning stands before everything that begins so, and before nothing else', () => {
    const [from, to] = prefixRange('mcy2');
    const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('hex');
    for (const within of ['mcy2', 'mcy20', 'mcy2号', 'mcy2𠮷'])
      expect([within, bytes(within) >= bytes(from) && bytes(within) < bytes(to)]).toEqual([within, true]);
    for (const outside of ['mcy', 'mcy1', 'mcy3'])
      expect([outside, bytes(outside) >= bytes(from) && bytes(outside) < bytes(to)]).toEqual([outside, false]);
  });
});
