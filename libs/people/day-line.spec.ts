import { dayEndingRefusal, dayPeriodFault, endOf } from './day-line.js';

const today = '2026-11-24';

describe('a line that holds from a day on', () => {
  it.each<[string, string, string | null, string | null]>([
    ['begins today and goes on', today, null, null],
    ['began long ago and ends tomorrow', '2020-04-01', '2026-11-25', null],
    ['ends when it begins', '2026-12-01', '2026-12-01', 'parties.period-reversed'],
    ['ends before it begins', '2026-12-01', '2026-11-30', 'parties.period-reversed'],
    ['was over yesterday', '2026-11-01', today, 'parties.in-the-past'],
  ])('%s', (_, from, to, code) => {
    expect(dayPeriodFault({ from, to }, today)?.code ?? null).toBe(code);
  });

  it('an authority does not begin in the past: it would cover decisions that are made already', () => {
    expect(dayPeriodFault({ from: '2026-11-23', to: null }, today, true)).toEqual({
      pointer: '/from',
      code: 'parties.in-the-past',
    });
    expect(dayPeriodFault({ from: today, to: null }, today, true)).toBeNull();
  });
});

describe('ending a line', () => {
  it.each<[string, string | null, string, string | null]>([
    ['today: it no longer holds today', null, today, null],
    ['later', null, '2026-12-01', null],
    ['earlier than it ends', '2026-12-31', '2026-12-01', null],
    ['in the past', null, '2026-11-23', 'parties.in-the-past'],
    ['when it ends anyway', '2026-12-01', '2026-12-01', 'parties.ends-earlier-already'],
    ['when it is over', today, '2026-12-01', 'parties.already-ended'],
  ])('%s', (_, to, on, code) => {
    expect(dayEndingRefusal({ from: '2026-01-01', to }, on, today)).toBe(code);
  });

  it('before it begins: it never holds', () => {
    expect(endOf({ from: '2026-12-01', to: null }, today)).toBe('2026-12-01');
    expect(endOf({ from: '2026-11-01', to: null }, today)).toBe(today);
  });
});
