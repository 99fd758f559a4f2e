import fc from 'fast-check';
import { givenPairs, whereGiven } from '../../test/support/given-inputs.js';
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

  // as banks print them for who fills in a transfer: 法人略語, 営業所略語 and 事業略語
  const published: Readonly<Record<string, string>> = {
    株式会社: 'ｶ',
    有限会社: 'ﾕ',
    合名会社: 'ﾒ',
    合資会社: 'ｼ',
    合同会社: 'ﾄﾞ',
    医療法人: 'ｲ',
    医療法人社団: 'ｲ',
    医療法人財団: 'ｲ',
    社会医療法人: 'ｲ',
    財団法人: 'ｻﾞｲ',
    一般財団法人: 'ｻﾞｲ',
    公益財団法人: 'ｻﾞｲ',
    社団法人: 'ｼﾔ',
    一般社団法人: 'ｼﾔ',
    公益社団法人: 'ｼﾔ',
    宗教法人: 'ｼﾕｳ',
    学校法人: 'ｶﾞｸ',
    社会福祉法人: 'ﾌｸ',
    更生保護法人: 'ﾎｺﾞ',
    相互会社: 'ｿ',
    特定非営利活動法人: 'ﾄｸﾋ',
    独立行政法人: 'ﾄﾞｸ',
    地方独立行政法人: 'ﾁﾄﾞｸ',
    弁護士法人: 'ﾍﾞﾝ',
    有限責任中間法人: 'ﾁﾕｳ',
    無限責任中間法人: 'ﾁﾕｳ',
    行政書士法人: 'ｷﾞﾖ',
    司法書士法人: 'ｼﾎｳ',
    税理士法人: 'ｾﾞｲ',
    国立大学法人: 'ﾀﾞｲ',
    公立大学法人: 'ﾀﾞｲ',
    農事組合法人: 'ﾉｳ',
    管理組合法人: 'ｶﾝﾘ',
    社会保険労務士法人: 'ﾛｳﾑ',
  };
  it.each(Object.entries(published))(
    'the published table: %s is %s, before the name, after it and inside',
    (form, short) => {
      const of = (name: string): string | null => transferName(name, 'holder', 30).abbreviation;
      expect([of(`${form}ﾐﾎﾝ`), of(`ﾐﾎﾝ${form}`), of(`ﾐﾎﾝ${form}ｵｵｻｶ`)]).toEqual([
        `${short})ﾐﾎﾝ`,
        `ﾐﾎﾝ(${short}`,
        `ﾐﾎﾝ(${short})ｵｵｻｶ`,
      ]);
    },
  );
  const businesses: Readonly<Record<string, string>> = {
    連合会: 'ﾚﾝ',
    協同組合: 'ｷﾖｳｸﾐ',
    海上火災保険: 'ｶｲｼﾞﾖｳ',
    火災海上保険: 'ｶｻｲ',
    生命保険: 'ｾｲﾒｲ',
    健康保険組合: 'ｹﾝﾎﾟ',
    国民健康保険組合: 'ｺｸﾎ',
    国民健康保険団体連合会: 'ｺｸﾎﾚﾝ',
    社会保険診療報酬支払基金: 'ｼﾔﾎ',
    厚生年金基金: 'ｺｳﾈﾝ',
    従業員組合: 'ｼﾞﾕｳｸﾐ',
    労働組合: 'ﾛｳｸﾐ',
    生活協同組合: 'ｾｲｷﾖｳ',
    食糧販売協同組合: 'ｼﾖｸﾊﾝｷﾖｳ',
    農業協同組合連合会: 'ﾉｳｷﾖｳﾚﾝ',
    経済農業協同組合連合会: 'ｹｲｻﾞｲﾚﾝ',
    共済農業協同組合連合会: 'ｷﾖｳｻｲﾚﾝ',
    漁業協同組合連合会: 'ｷﾞﾖﾚﾝ',
    漁業協同組合: 'ｷﾞﾖｷﾖｳ',
    社会福祉協議会: 'ｼﾔｷﾖｳ',
    共済組合: 'ｷﾖｳｻｲ',
  };
  it.each(Object.entries(businesses))('the published table: %s is %s, without brackets', (business, short) => {
    expect(transferName(`ﾐﾎﾝ${business}`, 'holder', 30).abbreviation).toBe(`ﾐﾎﾝ${short}`);
  });
  it.each([
    ['ミホン営業所', 'ﾐﾎﾝ(ｴｲ'],
    ['ミホン出張所', 'ﾐﾎﾝ(ｼﾕﾂ'],
    ['ミホン株式会社オオサカ営業所', 'ﾐﾎﾝ(ｶ)ｵｵｻｶ(ｴｲ'],
  ])('%s: a place of business stands in brackets as well: %s', (given, abbreviation) => {
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

  whereGiven('holders.tsv')('the second column is the suggestion', () => {
    for (const [given, expected] of givenPairs('holders.tsv')) {
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
