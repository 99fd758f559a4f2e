import fc from 'fast-check';
import { caseNumber } from '#kernel';
import { foldNumber } from '#policies';
import { rankOfCase, ranks, searchFor } from './search.js';
import { best, type Found } from './search-hit.js';

describe('what a text is looked for as', () => {
  it('signs alone are no name and no word, and of no number the beginning but their own', () => {
    for (const text of ['%', '_', '\\', '％＿', '・', '()', '-', ' 　'])
      expect([text, searchFor(text)]).toMatchObject([
        text,
        {
          name: '',
          names: { patterns: [], grams: [] },
          letters: { patterns: [], grams: [] },
          caseDigits: null,
        },
      ]);
  });

  it('a word of one character is looked for by itself, others by their pairs', () => {
    expect(searchFor('髙 さくら').names).toEqual({
      patterns: ['%高%', '%サクラ%'],
      pairs: ['サク', 'クラ'],
      singles: ['高'],
      grams: ['高', 'サク', 'クラ'],
    });
  });

  it('no pattern has a sign that means something but its own two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        const { names, letters } = searchFor(text);
        for (const pattern of [...names.patterns, ...letters.patterns])
          expect(pattern.slice(1, -1).replaceAll(/\\[\\%_]/g, '')).not.toMatch(/[\\%_]/);
      }),
    );
  });

  it.each([
    ['MC-2026-000123-7', '20260001237'],
    ['ｍｃ２０２６ー０００１２３ー７', '20260001237'],
    ['事案番号: mc 2026 000123', '2026000123'],
    ['№ 000123-7', '0001237'],
    ['#123', '123'],
  ])('%s has the digits of a case number: %s', (text, digits) => {
    expect(searchFor(text).caseDigits?.digits).toBe(digits);
  });

  it.each(['さくら', 'MCY-123', '2026-000123-7-8888', 'mc', '12a'])('%s has none', (text) => {
    expect(searchFor(text).caseDigits).toBeNull();
  });

  it('a number of a payment, a telephone number', () => {
    expect(['12', 'No. 12', '支払番号：12', '#１２'].map((text) => searchFor(text).paymentNumber)).toEqual([
      12, 12, 12, 12,
    ]);
    expect(searchFor('12345678901234567').paymentNumber).toBeNull();
    expect(['03-1234', '+81 3-1234'].map((text) => searchFor(text).telephone)).toEqual(['031234', '031234']);
    expect(['123', '03-12a4'].map((text) => searchFor(text).telephone)).toEqual([null, null]);
  });
});

describe('how well a case number matches', () => {
  it('every case is a whole match of its number with and without year, prefix and check digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 999_999_999 }), (year, sequence) => {
        const number = caseNumber(year, sequence);
        const [, , inside = '', check = ''] = number.split('-');
        for (const typed of [number, number.slice(0, -2), `${inside}-${check}`, inside]) {
          const digits = searchFor(typed).caseDigits!;
          expect([typed, rankOfCase(foldNumber(number), digits)]).toEqual([typed, ranks.number]);
          if (typed.startsWith(inside)) expect(digits.sequences).toContain(sequence);
        }
      }),
    );
  });

  it('a number without its zeros is no whole one, a beginning of five digits is a beginning, others are nothing', () => {
    const rank = (typed: string) => rankOfCase('mc20260001237', searchFor(typed).caseDigits!);
    expect(['123', '20260', 'mc-2026-0001'].map(rank)).toEqual([ranks.begins, ranks.begins, ranks.begins]);
    expect(['2026', '1237', '12', '0260001'].map(rank)).toEqual([null, null, null, null]);
  });
});

it('the best matches come first, each once, and more than were asked for are said to be there', () => {
  const found = (id: string, rank: Found['rank'], matched: Found['matched']): Found => ({
    ...{ kind: 'case', id, rank, matched, title: id },
    line: { ja: '', en: '' },
  });
  const { hits, hasMore } = best(
    [
      found('a', ranks.part, 'institution-name'),
      found('b', ranks.begins, 'institution-name'),
      found('a', ranks.number, 'case-number'),
      found('c', ranks.part, 'typed-name'),
    ],
    2,
  );
  expect([hits.map(({ id, match, matched }) => [id, match, matched]), hasMore]).toEqual([
    [
      ['a', 'number', 'case-number'],
      ['b', 'begins', 'institution-name'],
    ],
    true,
  ]);
});
