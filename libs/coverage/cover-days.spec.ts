import { addMonths, dayNumber, isDay } from './cover-days.js';

const dayMs = 86_400_000;
/** A day as JavaScript's own calendar has it; null where there is none. */
function written(year: number, month: number, day: number): string | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.toISOString().slice(0, 10) : null;
}
const padded = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

describe('days of the calendar', () => {
  it('are those of the proleptic Gregorian calendar, leap days and all', () => {
    const wrong: string[] = [];
    for (const year of [1, 4, 99, 100, 400, 1900, 1999, 2000, 2023, 2024, 2100, 9999])
      for (let month = 0; month <= 13; month += 1)
        for (let day = 0; day <= 32; day += 1) {
          const text = padded(year, month, day);
          if (isDay(text) !== (written(year, month, day) === text)) wrong.push(text);
        }
    expect(wrong).toEqual([]);
  });

  it.each([
    '0000-01-01',
    '2026-1-01',
    '2026-01-1',
    '20260101',
    ' 2026-01-01',
    '2026-01-01 ',
    '12026-01-01',
    '2026-01-011',
    '２０２６-01-01',
    '2026/01/01',
    'abcd-01-01',
    '2026-ab-01',
    '2026-01-ab',
    '',
  ])('%p is none', (text) => expect(isDay(text)).toBe(false));

  it('have numbers whose differences are days', () => {
    const wrong: string[] = [];
    for (const [from, to] of [
      ['0003-12-30', '0005-03-02'],
      ['1896-01-01', '1905-01-01'],
      ['1999-12-01', '2005-03-10'],
      ['2096-02-20', '2104-03-02'],
    ] as const) {
      const start = dayNumber(from);
      for (let at = Date.parse(from); at <= Date.parse(to); at += dayMs) {
        const day = new Date(at).toISOString().slice(0, 10);
        if (dayNumber(day) - start !== (at - Date.parse(from)) / dayMs) wrong.push(day);
      }
    }
    expect(wrong).toEqual([]);
    expect(dayNumber('9999-12-31') - dayNumber('0001-01-01')).toBe(3_652_058);
  });

  it.each([
    ['2026-09-10', 1, '2026-10-10'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-12-31', 2, '2024-02-29'],
    ['2100-01-30', 1, '2100-02-28'],
    ['2000-01-30', 1, '2000-02-29'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-10-31', 13, '2027-11-30'],
    ['2026-11-30', 1, '2026-12-30'],
    ['2026-09-10', 60, '2031-09-10'],
    ['0009-12-05', 1, '0010-01-05'],
    ['0998-12-05', 13, '1000-01-05'],
    ['9998-12-31', 12, '9999-12-31'],
    ['9999-12-01', 1, null],
  ])('%s and %i months are %p', (day, months, expected) => expect(addMonths(day, months)).toBe(expected));
});
