import { transferBytes, transferName, type NameFault } from './transfer-name.js';

describe('names of the transfer format', () => {
  it.each([
    ['ｲ)ｽｺﾔｶｶｲ', 'ｲ)ｽｺﾔｶｶｲ'],
    ['イ）スコヤカカイ', 'ｲ)ｽｺﾔｶｶｲ'],
    ['サクラ　ビヨウイン', 'ｻｸﾗ ﾋﾞﾖｳｲﾝ'],
    ['ガギグゲゴパピプペポヴ', 'ｶﾞｷﾞｸﾞｹﾞｺﾞﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟｳﾞ'],
    ['ＡＢＣ１２３（．－）', 'ABC123(.-)'],
    ['  ﾐﾎﾝ  ', 'ﾐﾎﾝ'],
  ])('%s is written %s', (given, text) => {
    expect(transferName(given, 'holder', 30)).toEqual({ text, faults: [], suggestion: null });
  });

  it.each<[string, NameFault[], string | null]>([
    ['ｻﾝﾌﾗﾜｰ', ['long-mark'], 'ｻﾝﾌﾗﾜ-'],
    ['サンフラワー', ['long-mark'], 'ｻﾝﾌﾗﾜ-'],
    ['サンフラワー様', ['long-mark', 'not-allowed'], null],
    ['ビョウイン', ['small-kana'], 'ﾋﾞﾖｳｲﾝ'],
    ['キッチョウ', ['small-kana'], 'ｷﾂﾁﾖｳ'],
    ['ｦ', ['not-allowed'], null],
    ['abc', ['lower-case'], 'ABC'],
    ['さくら', ['not-allowed'], null],
    ['医療法人', ['not-allowed'], null],
    ['ﾐﾎﾝ,ｶｲ', ['not-allowed'], null],
    ['ﾐﾎﾝ･ｶｲ', ['not-allowed'], null],
    ['', ['empty'], null],
    ['   ', ['empty'], null],
    ['ガ'.repeat(16), ['too-long'], null],
    ['ｱ'.repeat(31), ['too-long'], null],
  ])('%p is refused: %j, write %p', (given, faults, suggestion) => {
    expect(transferName(given, 'holder', 30)).toMatchObject({ faults, suggestion });
  });

  it('thirty bytes fit, a voiced kana counting two, and nothing is ever cut', () => {
    expect(transferName('ガ'.repeat(15), 'holder', 30).faults).toEqual([]);
    expect(transferName('ｱ'.repeat(30), 'holder', 30).faults).toEqual([]);
  });

  it('banks and branches have the hyphen alone', () => {
    expect(transferName('ﾐﾂﾋﾞｼUFJ', 'bank', 15).faults).toEqual([]);
    expect(transferName('ﾐﾎﾝ(ﾎﾝﾃﾝ)', 'bank', 15).faults).toEqual(['not-allowed']);
    expect(transferName('ﾐﾎﾝ-ﾎﾝﾃﾝ', 'bank', 15).faults).toEqual([]);
  });

  it('are single bytes of JIS X 0201', () => {
    expect(transferBytes('ｱﾝﾞﾟ A1-')).toEqual([0xb1, 0xdd, 0xde, 0xdf, 0x20, 0x41, 0x31, 0x2d]);
    expect(transferBytes('~｡ﾟ ')).toEqual([0x7e, 0xa1, 0xdf, 0x20]);
    for (const none of ['ア', '\u001f', '\u007f', '\uffa0', '\uff60'])
      expect(() => transferBytes(none)).toThrow(RangeError);
    expect(() => transferBytes('é')).toThrow(RangeError);
  });
});
