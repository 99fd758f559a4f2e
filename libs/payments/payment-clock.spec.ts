import { bankDayOnOrBefore, bankDaysAfter, CalendarEnds, daysAfter, isBankDay } from '#platform';
import { delayInterest, lastDay, payBy, type Extension } from './payment-clock.js';

describe('bank business days', () => {
  it.each([
    ['2026-11-26', true, 'a Thursday'],
    ['2026-11-28', false, 'a Saturday'],
    ['2026-11-29', false, 'a Sunday'],
    ['2026-11-23', false, '勤労感謝の日'],
    ['2026-09-22', false, 'a day between two holidays'],
    ['2027-03-22', false, 'in place of a holiday on a Sunday'],
    ['2026-12-30', true, 'the last day of the year'],
    ['2026-12-31', false, '大晦日'],
    ['2027-01-01', false, '元日'],
    ['2027-01-02', false, 'a Saturday in the new year'],
    ['2025-01-02', false, 'the second, a Thursday'],
    ['2025-01-03', false, 'the third, a Friday'],
    ['2027-01-04', true, 'the first day after'],
    ['2027-12-29', true, 'on which public offices are closed'],
  ])('%s: %p (%s)', (day, expected) => expect(isBankDay(day)).toBe(expected));

  it('go back and forth over the turn of the year', () => {
    expect(bankDayOnOrBefore('2027-01-03')).toBe('2026-12-30');
    expect(bankDayOnOrBefore('2026-11-26')).toBe('2026-11-26');
    expect(bankDaysAfter('2026-12-29', 2)).toBe('2027-01-04');
    expect(bankDaysAfter('2026-11-26', 0)).toBe('2026-11-26');
  });

  it('say where the calendar ends', () => {
    expect(() => isBankDay('2051-01-05')).toThrow('Holidays are known until 2050.');
    expect(() => isBankDay('2051-01-05')).toThrow(CalendarEnds);
    expect(isBankDay('2050-12-30')).toBe(true);
  });
});

describe('the payment clock', () => {
  it.each<[readonly Extension[], string, string]>([
    [[], '2026-04-30', '2026-04-30'],
    [['disaster-area'], '2026-05-30', '2026-05-29'],
    [['expert-appraisal'], '2026-06-29', '2026-06-29'],
    [['public-body-inquiry'], '2026-09-27', '2026-09-25'],
    [['survey-abroad'], '2026-09-27', '2026-09-25'],
    [['disaster-area', 'expert-appraisal'], '2026-06-29', '2026-06-29'],
  ])('complete on 2026-04-01 with %j: last day %s, pay by %s', (extensions, last, pay) => {
    expect([
      lastDay({ completeOn: '2026-04-01', extensions }),
      payBy({ completeOn: '2026-04-01', extensions }),
    ]).toEqual([last, pay]);
  });

  it('does not count days on which the claimant held it up', () => {
    const uncounted = [{ from: '2026-04-10', to: '2026-04-14' }];
    expect(lastDay({ completeOn: '2026-04-01', uncounted })).toBe('2026-05-05');
    expect(payBy({ completeOn: '2026-04-01', uncounted })).toBe('2026-05-01');
  });

  it.each([
    ['none', [], '2026-04-30'],
    ['one day', [{ from: '2026-04-30', to: '2026-04-30' }], '2026-05-01'],
    ['after the time was over: it is over', [{ from: '2026-05-01', to: '2026-05-10' }], '2026-04-30'],
    // the first lengthens the time to 05-05, in which the second begins
    [
      'one within what another lengthened',
      [
        { from: '2026-05-03', to: '2026-05-04' },
        { from: '2026-04-10', to: '2026-04-14' },
      ],
      '2026-05-07',
    ],
    // 10 to 16 April are seven days, each once
    [
      'two that overlap',
      [
        { from: '2026-04-10', to: '2026-04-14' },
        { from: '2026-04-12', to: '2026-04-16' },
      ],
      '2026-05-07',
    ],
    ['before the claim was complete', [{ from: '2026-03-01', to: '2026-04-02' }], '2026-05-02'],
    ['confirmed before it was asked for', [{ from: '2026-04-10', to: '2026-04-09' }], '2026-04-30'],
  ])('days that are not counted: %s', (_, uncounted, last) => {
    expect(lastDay({ completeOn: '2026-04-01', uncounted })).toBe(last);
  });

  // 10,000,000 yen × 3 % ÷ 365 = 821.917… a day; the last day in time is 2026-04-30
  it.each([
    ['ours: every day counts (05-01 to 05-20, 20 days)', [], '2026-05-20', 16_438],
    [
      'the payee’s, asked on 05-06 and confirmed on 05-12: seven days bear none (13 days)',
      [{ from: '2026-05-06', to: '2026-05-12' }],
      '2026-05-20',
      10_684,
    ],
    [
      'twice (20 − 7 − 2 = 11 days)',
      [
        { from: '2026-05-06', to: '2026-05-12' },
        { from: '2026-05-15', to: '2026-05-16' },
      ],
      '2026-05-20',
      9_041,
    ],
    ['still open on the transfer date', [{ from: '2026-05-11', to: '2026-06-30' }], '2026-05-20', 8_219],
    // asked within the time: it ends on 05-07 (seven days later), so 05-08 to 05-20 are late, 13 days
    ['asked for while in time', [{ from: '2026-04-20', to: '2026-04-26' }], '2026-05-20', 10_684],
    [
      'confirmed on the day it was asked for: one day',
      [{ from: '2026-05-06', to: '2026-05-06' }],
      '2026-05-20',
      15_616,
    ],
  ])('delay interest of a returned payment, whose mistake: %s', (_, uncounted, on, interest) => {
    expect(delayInterest(10_000_000, { completeOn: '2026-04-01', uncounted }, on)).toBe(interest);
  });

  it('a rate begun before it changes is kept over days that are not counted', () => {
    const uncounted = [{ from: '2029-03-25', to: '2029-04-10' }];
    // late from 2029-03-20 on: 2 + 3 + 5 days are 03-20 to 03-24 and 04-11 to 04-15, 3,000 a day at 3 % of 36,500,000
    expect(delayInterest(36_500_000, { completeOn: '2029-02-18', uncounted }, '2029-04-15')).toBe(30_000);
  });

  it('every day of 20 years agrees with counting on the fingers', () => {
    const wrong: string[] = [];
    for (let day = '2024-01-01'; day < '2044-01-01'; day = daysAfter(day, 1)) {
      // a second reading: day by day, from the day itself
      const date = new Date(`${day}T12:00:00Z`);
      for (let counted = 1; counted < 30; counted += 1) date.setUTCDate(date.getUTCDate() + 1);
      const last = date.toISOString().slice(0, 10);
      while ([0, 6].includes(date.getUTCDay()) || !isBankDay(date.toISOString().slice(0, 10)))
        date.setUTCDate(date.getUTCDate() - 1);
      if (lastDay({ completeOn: day }) !== last || payBy({ completeOn: day }) !== date.toISOString().slice(0, 10))
        wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    // 10,000,000 × 3 % × 10 ÷ 365 = 8,219.17…
    [10_000_000, '2026-05-10', 8_219],
    // 20 days: 16,438.35…
    [10_000_000, '2026-05-20', 16_438],
    [10_000_000, '2026-04-30', 0],
    [10_000_000, '2026-04-29', 0],
    [10_000_000, '2026-05-01', 821],
    [12_166, '2026-05-01', 0],
    [12_167, '2026-05-01', 1],
    [0, '2026-05-20', 0],
    [999_999_999_999_999, '2027-04-30', 30_000_000_000_000 - 1],
  ])('%i yen complete on 2026-04-01, transferred on %s: interest %i', (yen, on, interest) => {
    expect(delayInterest(yen, { completeOn: '2026-04-01' }, on)).toBe(interest);
  });

  it('says where no rate is known', () => {
    expect(() => delayInterest(1, { completeOn: '2029-03-02' }, '2029-04-02')).toThrow(
      'No rate of delay interest is known for 2029-04-01.',
    );
    expect(() => delayInterest(1, { completeOn: '2020-03-01' }, '2020-04-02')).toThrow(RangeError);
    expect(delayInterest(3_650_000, { completeOn: '2020-03-02' }, '2020-04-01')).toBe(300);
    // begun under a known rate, it keeps that rate to the end
    expect(delayInterest(3_650_000, { completeOn: '2029-03-01' }, '2029-04-01')).toBe(600);
  });
});
