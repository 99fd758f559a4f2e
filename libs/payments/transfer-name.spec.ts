import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { packageRoot } from '#platform';
import { transferBytes, transferName, type NameFault } from './transfer-name.js';

const inputs = process.env['SONAE_SHARED_INPUTS'] ?? resolve(packageRoot, '..', 'shared', 'faults', 'inputs');
const pairsOf = (file: string): [string, string][] =>
  existsSync(join(inputs, file))
    ? readFileSync(join(inputs, file), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split('\t') as [string, string])
    : [];

describe('names of the transfer format', () => {
  it.each([
    ['ｲ)ｽｺﾔｶｶｲ', 'ｲ)ｽｺﾔｶｶｲ'],
    ['イ）スコヤカカイ', 'ｲ)ｽｺﾔｶｶｲ'],
    ['サクラ　ビヨウイン', 'ｻｸﾗ ﾋﾞﾖｳｲﾝ'],
    ['ガギグゲゴパピプペポヴ', 'ｶﾞｷﾞｸﾞｹﾞｺﾞﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟｳﾞ'],
    ['ＡＢＣ１２３（．－）', 'ABC123(.-)'],
    ['  ﾐﾎﾝ  ', 'ﾐﾎﾝ'],
  ])('%s is written %s', (given, text) => {
    expect(transferName(given, 'holder', 30)).toMatchObject({ text, faults: [], refused: [], suggestion: null });
  });

  it.each<[string, NameFault[], string | null]>([
    ['ｻﾝﾌﾗﾜｰ', ['long-mark'], 'ｻﾝﾌﾗﾜ-'],
    ['サンフラワー', ['long-mark'], 'ｻﾝﾌﾗﾜ-'],
    ['サンフラワー様', ['long-mark', 'not-allowed'], null],
    ['ビョウイン', ['small-kana'], 'ﾋﾞﾖｳｲﾝ'],
    ['キッチョウ', ['small-kana'], 'ｷﾂﾁﾖｳ'],
    ['ｦ', ['old-kana'], 'ｵ'],
    ['ヲヱヰノ', ['old-kana'], 'ｵｴｲﾉ'],
    ['ヮヵヶ', ['small-kana'], 'ﾜｶｹ'],
    ['ﾐﾎﾝ−ｶｲ', ['hyphen'], 'ﾐﾎﾝ-ｶｲ'],
    ['ﾐﾎﾝ―ｶｲ', ['hyphen'], 'ﾐﾎﾝ-ｶｲ'],
    ['ﾐﾎﾝ‐ｶｲ', ['hyphen'], 'ﾐﾎﾝ-ｶｲ'],
    ['abc', ['lower-case'], 'ABC'],
    ['さくら', ['hiragana'], 'ｻｸﾗ'],
    ['さくらびょういん', ['hiragana', 'small-kana'], 'ｻｸﾗﾋﾞﾖｳｲﾝ'],
    ['ゔぃーな', ['hiragana', 'small-kana', 'long-mark'], 'ｳﾞｲ-ﾅ'],
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

  it.each([
    ['カブシキガイシヤミホン', 'ｶ)ﾐﾎﾝ'],
    ['カブシキガイシャ　ミホン', 'ｶ)ﾐﾎﾝ'],
    ['ミホンカブシキガイシャ', 'ﾐﾎﾝ(ｶ'],
    ['ミホンカブシキガイシャオオサカ', 'ﾐﾎﾝ(ｶ)ｵｵｻｶ'],
    ['イリョウホウジンシャダンミホンカイ', 'ｲ)ﾐﾎﾝｶｲ'],
    ['シャカイイリョウホウジン ミホンカイ', 'ｲ)ﾐﾎﾝｶｲ'],
    ['いりょうほうじん みほんかい', 'ｲ)ﾐﾎﾝｶｲ'],
    ['医療法人社団ミホンカイ', 'ｲ)ﾐﾎﾝｶｲ'],
    ['㈱ミホン', 'ｶ)ﾐﾎﾝ'],
    ['シヤカイフクシホウジンミホンカイ', 'ﾌｸ)ﾐﾎﾝｶｲ'],
    ['イッパンシャダンホウジンミホン', 'ｼﾔ)ﾐﾎﾝ'],
    ['コウエキザイダンホウジンミホン', 'ｻﾞｲ)ﾐﾎﾝ'],
    ['チホウドクリツギョウセイホウジンミホン', 'ﾁﾄﾞｸ)ﾐﾎﾝ'],
    ['トクテイヒエイリカツドウホウジンミホン', 'ﾄｸﾋ)ﾐﾎﾝ'],
    ['ミホンケンコウホケンクミアイ', 'ﾐﾎﾝｹﾝﾎﾟ'],
    ['カブシキガイシャミホンエイギョウショ', 'ｶ)ﾐﾎﾝ(ｴｲ'],
  ])('%s: banks abbreviate its form: %s', (given, abbreviation) => {
    expect(transferName(given, 'holder', 30).abbreviation).toBe(abbreviation);
  });

  it.each(['ｶ)ﾐﾎﾝ', 'ミホン', 'カブシキガイシヤ', '見本株式会社', ''])('%p has no other form', (given) => {
    expect(transferName(given, 'holder', 30).abbreviation).toBeNull();
  });

  it('names every character it cannot write, and how long a name of 49 is', () => {
    expect(transferName('ﾐﾎﾝ様,様', 'holder', 30)).toMatchObject({ faults: ['not-allowed'], refused: ['様', ','] });
    const long = transferName(`ｲﾘﾖｳﾎｳｼﾞﾝ${'ｱ'.repeat(40)}`, 'holder', 30);
    expect(long).toMatchObject({ faults: ['too-long'], length: 49, suggestion: null, abbreviation: null });
    expect(transferName(`ｲﾘﾖｳﾎｳｼﾞﾝ${'ｱ'.repeat(24)}`, 'holder', 30)).toMatchObject({
      faults: ['too-long'],
      abbreviation: `ｲ)${'ｱ'.repeat(24)}`,
    });
  });

  it('whatever is proposed is itself without a fault', () => {
    const piece = fc.constantFrom(
      'カブシキガイシャ',
      'いりょうほうじん',
      'ヲ',
      'ー',
      '−',
      'ﾐﾎﾝ',
      'ガ',
      'a',
      ' ',
      '(',
      '様',
      'えいぎょうしょ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { suggestion, abbreviation } = transferName(pieces.join(''), 'holder', 30);
        for (const proposed of [suggestion, abbreviation])
          if (proposed !== null)
            expect(transferName(proposed, 'holder', 30)).toMatchObject({ text: proposed.trim(), faults: [] });
      }),
    );
  });

  const pairs = pairsOf('holders.tsv');
  (pairs.length > 0 ? it : it.skip)('holders.tsv: the second column is the suggestion', () => {
    for (const [given, expected] of pairs) {
      const { suggestion, abbreviation } = transferName(given, 'holder', 30);
      const quoted = /「(.+)」/.exec(expected)?.[1];
      expect([given, quoted ? abbreviation : suggestion]).toEqual([given, quoted ?? expected]);
    }
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
