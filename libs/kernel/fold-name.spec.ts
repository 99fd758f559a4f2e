import fc from 'fast-check';
import { bigramsOf, foldLetters, foldName, foldWords, spellingOf } from './fold-name.js';

describe('names fold to one form', () => {
  it.each([
    [
      'kana of both kinds and widths, with and without the long mark',
      ['サーバー', 'ｻｰﾊﾞ', 'さーば', 'サーバ', 'サ－バ－', 'ｻｰﾊﾞｰ'],
    ],
    ['small and large kana', ['ネットワーク', 'ネツトワーク', 'ねっとわーく', 'ﾈｯﾄﾜｰｸ']],
    ['ケ and ヶ', ['龍ヶ崎見本病院', '龍ケ崎見本病院']],
    ['the tooth radical that NFKC leaves', ['⻭科診療所', '歯科診療所']],
    ['forms of one character', ['髙橋医院', '高橋醫院', '髙槗医院']],
    ['characters of a block of its own that NFKC leaves', ['山﨑医院', '山崎医院', '山嵜医院']],
    ['characters outside the basic plane', ['𠮷野家庭医療', '吉野家庭医療']],
    ['four characters of one surname', ['齋藤眼科', '斎藤眼科', '斉藤眼科', '齊藤眼科']],
    ['old and new forms', ['渡邊廣國醫院', '渡辺広国医院', '渡邉廣国医院']],
    ['marks that choose a form', ['葛\u{E0100}城内科', '葛城内科', '葛\uFE00城内科']],
    ['compatibility ideographs', ['\uFA19戸内科', '神戸内科']],
    ['Kangxi radicals', ['⾦沢⼀番病院', '金沢一番病院']],
    ['spaces of every width', ['見本 病院', '見本　病院', '見本病院', ' 見本\t病院\n']],
    ['Latin letters', ['ＡＢＣ クリニック', 'abcクリニック', 'Abc-クリニック']],
    ['middle dots and marks', ['聖マリア・見本病院', '聖マリア見本病院', '「聖マリア」見本病院']],
    [
      'the form of a medical corporation',
      ['医療法人社団 見本会', '医療法人財団見本会', '医療法人　見本会', '社会医療法人見本会', '特定医療法人 見本会'],
    ],
    ['the form in brackets', ['(医)見本会', '（医）見本会', '医療法人見本会', '(医社)見本会', '見本会']],
    [
      'the form of a company, before or after',
      [
        '株式会社見本システム',
        '見本システム株式会社',
        '(株)見本システム',
        '㈱見本システム',
        '見本システム㈱',
        '㍿見本システム',
      ],
    ],
    [
      'associations and foundations',
      ['公益社団法人見本会', '一般財団法人 見本会', '(公財)見本会', '社会福祉法人見本会'],
    ],
    ['limited companies', ['有限会社みほん', '(有)ミホン', '㈲ミホン']],
    [
      'English forms at the end',
      ['Mihon Systems Co., Ltd.', 'Mihon Systems, Inc.', 'MIHON SYSTEMS', 'ｍｉｈｏｎ　ｓｙｓｔｅｍｓ'],
    ],
  ])('%s', (_what, spellings) => {
    expect(new Set(spellings.map(foldName)).size).toBe(1);
    expect(foldName(spellings[0] ?? '')).not.toBe('');
  });

  it.each([
    ['見本病院', '見本医院'],
    ['ハハ', 'ババ'],
    ['佐々木医院', '佐木医院'],
    ['Zinc', 'Z'],
    ['みほん', 'みはん'],
    ['山崎医院', '山埼医院'],
    ['大岡医院', '大崗医院'],
    ['砂川医院', '沙川医院'],
    ['末松医院', '未松医院'],
    ['笹川医院', '篠川医院'],
    ['\uE38B田医院', '田医院'],
  ])('%s and %s stay apart', (one, other) => expect(foldName(one)).not.toBe(foldName(other)));

  it('a name that is only a corporate form can still be found', () => expect(foldName('医療法人')).toBe('医療法人'));

  it('a name without letters folds to nothing', () => {
    expect(foldName(' ・ー')).toBe('');
    expect(bigramsOf(foldName(' ・ー'))).toEqual([]);
  });

  it('folding twice changes nothing', () => {
    const piece = fc.constantFrom(
      '医療法人',
      '社団',
      '株式会社',
      '(株)',
      'ー',
      'か',
      '\u3099',
      ' ',
      'A',
      '⻭',
      '邉',
      '\u{E0100}',
      'Ltd.',
      '(',
      ')',
    );
    const anyName = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(fc.property(anyName, (name) => foldName(foldName(name)) === foldName(name)));
  });
});

describe('what is typed before the name', () => {
  it('is found by its letters, the corporate form among them', () => {
    expect(foldLetters('医療法人社団　さくら会')).toBe('医療法人社団サクラ会');
    expect(foldLetters('（医）サクラ会')).toBe('医サクラ会');
    expect(foldLetters('見本クリニック')).toBe(foldName('見本クリニック'));
  });

  it('keeps folding what it folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => foldLetters(foldLetters(text)) === foldLetters(text)),
    );
  });
});

describe('the spelling of a name', () => {
  it('is another for another character, and the same in another width', () => {
    expect(spellingOf('髙橋　ＡＢＣ クリニック')).toBe(spellingOf('髙橋abcｸﾘﾆｯｸ'));
    expect(spellingOf('葛\u{E0100}城内科')).toBe('葛城内科');
    expect(spellingOf('髙橋')).not.toBe(spellingOf('高橋'));
  });
});

describe('the words of a search', () => {
  it.each([
    ['さくら歯科 大阪', ['サクラ歯科', '大阪']],
    ['さくら　⻭科', ['サクラ', '歯科']],
    ['医療法人社団 さくら会', ['サクラ会']],
    ['(株) ミホン', ['ミホン']],
    ['医療法人', ['医療法人']],
    ['医療法', ['医療法']],
    ['さくら さくら', ['サクラ']],
    ['　・ ', []],
  ])('of %s', (text, words) => expect(foldWords(text)).toEqual(words));
});

describe('bigrams', () => {
  it('are the different neighbouring pairs', () => {
    expect(bigramsOf('見本病院')).toEqual(['見本', '本病', '病院']);
    expect(bigramsOf('ハハハ')).toEqual(['ハハ']);
  });

  it('a single character stands for itself, also outside the basic plane', () => {
    expect(bigramsOf('院')).toEqual(['院']);
    expect(bigramsOf('𠮷')).toEqual(['𠮷']);
    expect(bigramsOf('𠮷野')).toEqual(['𠮷野']);
  });

  it('every part of a name of two characters or more shares all its bigrams with the name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2, maxLength: 20 }), fc.nat(), fc.nat(), (name, from, length) => {
        const start = from % (name.length - 1);
        const part = name.slice(start, start + 2 + (length % name.length));
        const whole = new Set(bigramsOf(name));
        return bigramsOf(part).every((pair) => whole.has(pair));
      }),
    );
  });
});
