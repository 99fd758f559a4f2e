import fc from 'fast-check';
import { dayInJapan } from './days.js';
import { beginsTelephone, foldTelephone, readTelephone } from './telephone.js';
import { readWhole, readYen } from './written-amount.js';
import { readDay } from './written-day.js';
import { readTime } from './written-time.js';
import { readDecimal, readFlag, Unreadable } from './written.js';

const today = '2026-11-28';
const reasonOf = (read: () => unknown): string => {
  try {
    return `read as ${String(read())}`;
  } catch (error) {
    if (error instanceof Unreadable) return error.reason;
    throw error;
  }
};

describe('an amount', () => {
  it.each([
    ['1200000', 1_200_000],
    ['1200000.0', 1_200_000],
    ['1,200,000.00', 1_200_000],
    ['１，２００，０００円', 1_200_000],
    ['¥1,200,000-', 1_200_000],
    ['￥ 330,000', 330_000],
    ['金 330,000円也', 330_000],
    ['JPY 330,000', 330_000],
    ['330,000 yen', 330_000],
    ['30万', 300_000],
    ['３３０万円', 3_300_000],
    ['1.2億', 120_000_000],
    ['1億2,000万円', 120_000_000],
    ['1.5万', 15_000],
    ['3万5千円', 35_000],
    ['300千円', 300_000],
    ['1.2百万円', 1_200_000],
    ['千円', 1_000],
    ['十二万円', 120_000],
    ['三千五百円', 3_500],
    ['1兆', 1_000_000_000_000],
    ['0', 0],
    ['0円', 0],
    ['999,999,999,999,999', 999_999_999_999_999],
  ])('%s', (typed, yen) => {
    expect(readYen(typed)).toBe(yen);
  });

  it.each([
    ['1.200', 'amount-ambiguous'],
    ['1.200.000', 'amount-ambiguous'],
    ['1,2', 'amount-ambiguous'],
    ['1,2,3', 'amount-ambiguous'],
    ['12,34', 'amount-ambiguous'],
    ['1.200万', 'amount-ambiguous'],
    ['30万50000', 'amount-ambiguous'],
    ['1.5', 'not-whole'],
    ['1.23456万', 'not-whole'],
    ['1000兆', 'too-large'],
    ['9'.repeat(16), 'too-large'],
    ['-5', 'amount'],
    ['▲5,000', 'amount'],
    ['5000-', 'amount'],
    ['1e3', 'amount'],
    ['万', 'amount'],
    ['1.5万3千', 'amount'],
    ['約30万', 'amount'],
    ['30万〜40万', 'amount'],
    ['$300', 'amount'],
    ['', 'amount'],
    ['円', 'amount'],
    ['9'.repeat(61), 'amount'],
  ])('%s is refused: %s', (typed, reason) => {
    expect(reasonOf(() => readYen(typed))).toBe(reason);
  });

  it('of any size is read back from every form in which it is printed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (yen) => {
        const wide = String(yen).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
        const printed = [
          String(yen),
          `${yen}.0`,
          `${yen.toLocaleString('ja-JP')}円`,
          `¥${yen.toLocaleString('en-GB')}`,
        ];
        for (const text of [...printed, wide, `${wide}円`]) expect([text, readYen(text)]).toEqual([text, yen]);
        const man = Math.floor(yen / 10_000);
        expect(readYen(`${man}万${yen % 10_000 || ''}円`)).toBe(yen);
        expect(readYen(`${man}.${String(yen % 10_000).padStart(4, '0')}万`)).toBe(yen);
      }),
    );
  });

  it('as a plain number of hours, months or persons', () => {
    expect(['１６時', '12時間', '12か月', '１０名', '1,000', '8 人'].map(readWhole)).toEqual([
      16, 12, 12, 10, 1_000, 8,
    ]);
    expect(reasonOf(() => readWhole('たくさん'))).toBe('number');
  });
});

describe('a day', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    ['2026/11/20 0:00:00', '2026-11-20'],
    ['2026/11/20 23:59', '2026-11-20'],
    ['2026-11-20T00:00:00+09:00', '2026-11-20'],
    ['2026-11-19T15:00:00Z', '2026-11-20'],
    ['2026-11-19T14:59:59.999Z', '2026-11-19'],
    ['2026-11-19T10:00-05:00', '2026-11-20'],
    ['2026-11-20 00:00:00.000', '2026-11-20'],
    ['2026年11月20日(金)', '2026-11-20'],
    ['2026年11月20日（金曜日） 午後3時', '2026-11-20'],
    ['2026年11月20日㈮', '2026-11-20'],
    ['2026/11/20 金', '2026-11-20'],
    ['２０２６．１１．２０', '2026-11-20'],
    ['20261120', '2026-11-20'],
    ['2026 年 11 月 20 日', '2026-11-20'],
    ['令8.11.20', '2026-11-20'],
    ['R8.11.20', '2026-11-20'],
    ['R.8/11/20', '2026-11-20'],
    ['Ｒ０８．１１．２０', '2026-11-20'],
    ['令和8年11月20日', '2026-11-20'],
    ['㋿8年11月20日', '2026-11-20'],
    ['令和元年5月1日', '2019-05-01'],
    ['令和1年5月1日', '2019-05-01'],
    ['平成31年4月30日', '2019-04-30'],
    ['平成元年1月8日', '1989-01-08'],
    ['20 November 2026', '2026-11-20'],
    ['20 Nov 2026', '2026-11-20'],
    ['Nov 20, 2026', '2026-11-20'],
    ['今日', '2026-11-28'],
    ['昨日', '2026-11-27'],
    ['一昨日', '2026-11-26'],
    ['yesterday', '2026-11-27'],
    ['11/27', '2026-11-27'],
    ['11/28', '2026-11-28'],
    ['11/29', '2025-11-29'],
    ['11月27日（金）', '2026-11-27'],
    ['11月24日 03:15', '2026-11-24'],
    ['24 Nov 03:15', '2026-11-24'],
    ['１２月１日', '2025-12-01'],
    ['2024年2月29日', '2024-02-29'],
  ])('%s', (typed, day) => {
    expect(readDay(typed, today)).toBe(day);
  });

  it.each([
    ['04/05/06', 'day-ambiguous'],
    ['26/4/1', 'day-ambiguous'],
    ['4/1/2026', 'day-ambiguous'],
    ['261120', 'day-ambiguous'],
    ['令和元年4月30日', 'era-differs'],
    ['平成31年5月1日', 'era-differs'],
    ['平成元年1月7日', 'era-differs'],
    ['2026-02-30', 'no-such-day'],
    ['令和8年2月30日', 'no-such-day'],
    ['2026/13/1', 'no-such-day'],
    ['2/29', 'no-such-day'],
    ['2026年11月20日(木)', 'weekday-differs'],
    ['11月27日（木）', 'weekday-differs'],
    ['昭和60年1月1日', 'day'],
    ['元年5月1日', 'day'],
    ['令和2026年5月1日', 'day'],
    ['あす', 'day'],
    ['11.27', 'day'],
    ['10-20', 'day'],
    ['10〜20', 'day'],
    ['46113', 'day'],
    ['11/20-11/25', 'day'],
    ['2026/11/20 25:00', 'time'],
    ['2026-11-20T00:00:00+99:00', 'day'],
    ['0000-11-20', 'no-such-day'],
    ['0001-01-01T00:00:00+14:00', 'no-such-day'],
    ['9999-12-31T23:00:00Z', 'no-such-day'],
    ['constructor', 'day'],
    ['', 'day'],
    [`2026-11-20 ${'0'.repeat(60)}`, 'day'],
  ])('%s is refused: %s', (typed, reason) => {
    expect(reasonOf(() => readDay(typed, today))).toBe(reason);
  });

  it('that may lie ahead needs its year', () => {
    expect(reasonOf(() => readDay('4/1', null))).toBe('no-year');
    expect(reasonOf(() => readDay('昨日', null))).toBe('no-year');
    expect(readDay('2027年4月1日', null)).toBe('2027-04-01');
  });

  it('is read back from every form in which it is printed', () => {
    const printed = (locale: string, parts: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Tokyo', ...parts });
    const long = { year: 'numeric', month: 'long', day: 'numeric' } as const;
    const forms = [
      ...['ja-JP', 'en-GB', 'en-US'].map((locale) => printed(locale, long)),
      printed('ja-JP-u-ca-japanese', { era: 'long', ...long }),
      printed('ja-JP', { ...long, weekday: 'short' }),
      printed('ja-JP', { dateStyle: 'short' }),
    ];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1989-01-07T15:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true }),
        (instant) => {
          const day = dayInJapan(instant);
          for (const text of [...forms.map((form) => form.format(instant)), day, instant.toISOString()])
            expect([text, readDay(text, today)]).toEqual([text, day]);
        },
      ),
    );
  });

  it('without its year lies within the year up to today', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 364 }),
        (instant, ago) => {
          const day = dayInJapan(new Date(instant.getTime() - ago * 86_400_000));
          fc.pre(!day.endsWith('02-29'));
          expect(readDay(`${Number(day.slice(5, 7))}/${Number(day.slice(8))}`, dayInJapan(instant))).toBe(day);
        },
      ),
    );
  });
});

describe('a time', () => {
  it.each([
    ['3:15', '03:15'],
    ['０３：１５', '03:15'],
    ['0315', '03:15'],
    ['３時１５分', '03:15'],
    ['3時', '03:00'],
    ['3時半', '03:30'],
    ['午前3時5分', '03:05'],
    ['午後11時', '23:00'],
    ['午後 3:15', '15:15'],
    ['午前0時', '00:00'],
    ['午後0時30分', '12:30'],
    ['正午', '12:00'],
    ['3:15 PM', '15:15'],
    ['12:05 am', '00:05'],
    ['12:05pm', '12:05'],
    ['23:59:00', '23:59'],
  ])('%s', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  it.each([
    ['午後12時', 'time-ambiguous'],
    ['午前12時30分', 'time-ambiguous'],
    ['午後13時', 'time'],
    ['午前3:15 pm', 'time'],
    ['24:00', 'time'],
    ['3:60', 'time'],
    ['3:15:20', 'time'],
    ['315', 'time'],
    ['昼ごろ', 'time'],
    ['', 'time'],
  ])('%s is refused: %s', (typed, reason) => {
    expect(reasonOf(() => readTime(typed))).toBe(reason);
  });
});

describe('a telephone number', () => {
  it.each([
    '０３－００００－１００１',
    '+81 3-0000-1001',
    '+81-3-0000-1001',
    '+81 (0)3-0000-1001',
    '+81-03-0000-1001',
    '(+81) 3 0000 1001',
    '0081 3 0000 1001',
    '03ー0000ー1001',
    '03(0000)1001',
    '03-0000-1001 内線12',
    '03-0000-1001（内線：12）',
    '03-0000-1001 ext. 12',
    '03-0000-1001 x12',
    '03-0000-1001#12',
    'TEL: 03-0000-1001',
    '03-0000-1001(代表)',
  ])('%s is 03-0000-1001', (typed) => {
    expect(foldTelephone(typed)).toBe(foldTelephone('03-0000-1001'));
  });

  it('is kept as typed, in one width and with one kind of hyphen', () => {
    expect(readTelephone('　０９０ー１２３４－５６７８ 内線12 ')).toBe('090-1234-5678 内線12');
    expect(readTelephone('+1 (650) 555-0100')).toBe('+1 (650) 555-0100');
  });

  it.each([
    ['０３－００００－１００１', true],
    ['03-0000-1001 内線12', true],
    ['+81 3-0000', true],
    ['03ー0000', true],
    ['03-0', false],
    ['03-0000-1001 見本', false],
    ['SNA-2026-000123', false],
  ])('%s: a number or its beginning: %s', (typed, is) => expect(beginsTelephone(typed)).toBe(is));

  it.each(['12345', 'なし', '03-0000-1001 / 03-0000-1002', '03-ABCD-1001', '0'.repeat(16)])('%s is none', (typed) => {
    expect(reasonOf(() => readTelephone(typed))).toBe('telephone');
  });
});

describe('whatever is typed', () => {
  const readers: readonly ((text: string) => unknown)[] = [
    readYen,
    readWhole,
    readDecimal,
    readFlag,
    readTime,
    readTelephone,
    (text) => readDay(text, today),
    (text) => readDay(text, null),
  ];
  const near = fc.string({
    unit: fc.constantFrom(
      ...'0123456789０９,.，．-/:+ 年月日時分半元令和平成rht(金)万億千百十一二¥円z午前後am〜#内線x\u0000\u202e\ud800',
    ),
  });

  it('is a value, or refused with a reason', () => {
    fc.assert(
      fc.property(fc.oneof(near, fc.string({ unit: 'binary' })), (text) => {
        for (const read of readers) expect(reasonOf(() => read(text))).toEqual(expect.any(String));
        expect(foldTelephone(text)).toMatch(/^\d*$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a million signs are refused in no time', () => {
    for (const sign of ['9', '0', ',', '(', ' ', '千', '年', '-', 'ﷺ', '1 ', '内線1', 'x1', '\u3000']) {
      const text = sign.repeat(1_000_000);
      const before = performance.now();
      for (const read of readers) expect(reasonOf(() => read(`1${text}1`))).not.toMatch(/^read/);
      foldTelephone(text);
      expect([sign, performance.now() - before < 500]).toEqual([sign, true]);
    }
  });
});
