import fc from 'fast-check';
import { dayInJapan, dayInWords, isRealDate } from './days.js';

describe('the calendar day in Japan', () => {
  it.each([
    ['2026-11-01T14:59:59.999Z', '2026-11-01'],
    ['2026-11-01T15:00:00Z', '2026-11-02'],
    ['2026-12-31T15:00:00Z', '2027-01-01'],
    ['2028-02-28T15:00:00Z', '2028-02-29'],
    ['2026-11-02T00:00:00+09:00', '2026-11-02'],
  ])('%s is on %s', (instant, day) => {
    expect(dayInJapan(instant)).toBe(day);
    expect(dayInJapan(new Date(instant))).toBe(day);
  });

  it('agrees with the time-zone database', () => {
    const tokyo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short' });
    const instants = fc.date({ min: new Date('1952-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(fc.property(instants, (instant) => dayInJapan(instant) === tokyo.format(instant)));
  });

  it('refuses what is no instant', () => {
    expect(() => dayInJapan('tomorrow')).toThrow(RangeError);
    expect(() => dayInJapan(new Date(Number.NaN))).toThrow(RangeError);
  });
});

describe('a date that stands in the calendar', () => {
  it.each(['2026-01-31', '2028-02-29', '2000-02-29', '2026-12-31'])('%s does', (text) =>
    expect(isRealDate(text)).toBe(true),
  );
  it.each([
    ...['2026-02-30', '2026-02-29', '2100-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-01-32'],
    ...[
      '0000-12-31',
      '2026-1-1',
      '20260101',
      '2026-01-01T00:00:00Z',
      ' 2026-01-01',
      '2026-01-01\n',
      '',
      '２０２６-01-01',
    ],
  ])('%j does not', (text) => expect(isRealDate(text)).toBe(false));
});

describe('a day in a sentence', () => {
  it('is written as people write it, in both languages', () => {
    expect(dayInWords('2026-12-02')).toEqual({ ja: '2026年12月2日', en: '2 December 2026' });
  });
});
