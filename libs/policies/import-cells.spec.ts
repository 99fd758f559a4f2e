import * as read from './import-cells.js';

describe('what people write in a cell', () => {
  it.each([
    ['2026-04-01', '2026-04-01'],
    ['２０２６／４／１', '2026-04-01'],
    ['2026年4月1日', '2026-04-01'],
    ['20260401', '2026-04-01'],
    ['令和8年4月1日', '2026-04-01'],
    ['R8.4.1', '2026-04-01'],
    ['令和元年5月1日', '2019-05-01'],
    ['平成31年4月30日', '2019-04-30'],
    ['2026/4/1 0:00:00', '2026-04-01'],
  ])('a day: %s', (cell, day) => {
    expect(read.day(cell)).toBe(day);
  });
  it.each(['2026-02-30', '26/4/1', '4/1/2026', 'あす', '昨日', '4/1', '46113', '昭和60年1月1日'])(
    'no day: %s',
    (cell) => {
      expect(() => read.day(cell)).toThrow(read.Unreadable);
    },
  );

  it.each([
    ['100,000円', 100_000],
    ['¥1,234,567', 1_234_567],
    ['10万', 100_000],
  ])('yen: %s', (cell, number) => {
    expect(read.yen(cell)).toBe(number);
  });
  it.each([
    ['１６時', 16],
    ['12か月', 12],
    ['0', 0],
  ])('a whole number: %s', (cell, number) => {
    expect(read.whole(cell)).toBe(number);
  });
  it.each(['1,00', '-5', '1.5', '1e3'])('neither a whole number nor yen: %s', (cell) => {
    for (const reader of [read.whole, read.yen]) expect(() => reader(cell)).toThrow(read.Unreadable);
  });

  it.each([
    ['0.05', 0.05],
    ['5.5%', 0.055],
    ['12％', 0.12],
    ['8時間', 8],
  ])('a decimal: %s', (cell, number) => {
    expect(read.decimal(cell)).toBe(number);
  });

  it('words in Japanese and codes in English', () => {
    expect([read.flag('はい'), read.flag('FALSE'), read.flag('○')]).toEqual([true, false, true]);
    expect([read.institutionKind('⻭科診療所'), read.institutionKind('Hospital')]).toEqual([
      'dental-clinic',
      'hospital',
    ]);
    expect(read.corporationKind('医療法人')).toBe('medical-corporation');
    expect([read.prefecture('東京都'), read.prefecture('大阪'), read.prefecture('４７')]).toEqual([13, 27, 47]);
    expect(read.codes('1310000001；1310000002、 1310000003')).toEqual(['1310000001', '1310000002', '1310000003']);
  });
  it.each<[string, (cell: string) => unknown, string]>([
    ['a flag', read.flag, 'たぶん'],
    ['a kind', read.institutionKind, 'toString'],
    ['a prefecture', read.prefecture, '48'],
    ['parameters', read.object, '[1]'],
    ['parameters', read.object, '{'],
  ])('no %s: %s', (_, reader, cell) => {
    expect(() => reader(cell)).toThrow(read.Unreadable);
  });
});
