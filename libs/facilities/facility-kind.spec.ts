import { guessKind } from './facility-kind.js';
import { isHeading, readFacilityLine } from './facility-line.js';
import { CodeSet } from './code-set.js';
import { looksCut } from './facility-listing.js';

describe('what a facility is, guessed from its name', () => {
  it.each([
    ['医療法人 見本病院', 'hospital'],
    ['見本病院附属クリニック', 'general-clinic'],
    ['見本クリニック分院　見本歯科大学病院', 'hospital'],
    ['見本⻭科', 'dental-clinic'],
    ['見本歯科クリニック', 'dental-clinic'],
    ['見本内科歯科', 'general-clinic'],
    ['見本薬局 本町店', 'pharmacy'],
    ['見本介護医療院', 'integrated-care-facility'],
    ['特別養護老人ホーム見本 医務室', 'general-clinic'],
    ['見本眼科', 'general-clinic'],
  ])('%s: %s', (name, kind) => expect(guessKind(name)).toBe(kind));
});

describe('a line of a list', () => {
  it('is a heading only when it names columns', () => {
    expect(isHeading(['医療機関番号', '', '名称', '', ''])).toBe(true);
    expect(isHeading(['コード１', 'コード', '名称', '', ''])).toBe(false);
    expect(isHeading(['', '0112489', '見本医院', '', ''])).toBe(false);
  });

  it('keeps the name as it is written, signs that nobody sees apart', () => {
    expect(readFacilityLine(['130110049', '0110049', '　見本　Ｎｏ．１\n本院 ', '〒100-0001', ' 本町 '])).toEqual({
      ...{ code: '130110049', prefecture: 13, name: '見本　Ｎｏ．１ 本院', postalCode: '1000001', address: '本町' },
    });
    expect(readFacilityLine(['480110049', '0110049', '見本', '', ''])).toEqual({
      ...{ fault: 'register.code-malformed', code: null },
    });
  });
});

describe('codes of a list', () => {
  it('are known by each of their digits', () => {
    const codes = new CodeSet();
    expect([codes.add('010000000'), codes.add('479999999'), codes.add('010000000')]).toEqual([true, true, false]);
    expect([codes.has('010000000'), codes.has('010000001'), codes.has('479999999'), codes.size]).toEqual([
      ...[true, false, true, 2],
    ]);
  });
});

describe('a list that would close too much', () => {
  it.each([
    [100, 5, false],
    [100, 6, true],
    [10, 1, false],
    [10, 2, true],
    [40, 2, false],
  ])('of %i open entries %i missing: cut %s', (open, missing, cut) => {
    expect(looksCut(new Map([[13, open]]), new Map([[13, missing]])).length > 0).toBe(cut);
  });
});
