import fc from 'fast-check';
import { afterDutyMinutes } from './duty-time.js';

const at = (time: string) => `2026-11-02T${time}:00Z`;
const duty = (...times: [string, string][]) => times.map(([from, to]) => ({ from: at(from), to: at(to) }));

describe('the accept timer runs in the duty time of the lane', () => {
  it.each<[string, [string, string][], string, number, string | null]>([
    ['within one time of duty', [['09:00', '17:00']], '10:00', 15, '10:15'],
    ['from before it begins', [['09:00', '17:00']], '07:00', 15, '09:15'],
    ['ends exactly with it', [['09:00', '17:00']], '16:45', 15, '17:00'],
    [
      'goes on in the next one',
      [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
      '11:50',
      15,
      '13:05',
    ],
    [
      'two people at once count once',
      [
        ['09:00', '17:00'],
        ['09:00', '17:00'],
        ['10:00', '11:00'],
      ],
      '09:55',
      15,
      '10:10',
    ],
    [
      'overlapping turns are one',
      [
        ['09:00', '10:00'],
        ['09:30', '11:00'],
      ],
      '09:50',
      30,
      '10:20',
    ],
    [
      'turns that touch are one',
      [
        ['09:00', '10:00'],
        ['10:00', '11:00'],
      ],
      '09:50',
      30,
      '10:20',
    ],
    [
      'rosters in any order',
      [
        ['13:00', '17:00'],
        ['09:00', '12:00'],
      ],
      '11:50',
      15,
      '13:05',
    ],
    [
      'what is over does not count',
      [
        ['06:00', '08:00'],
        ['09:00', '10:00'],
      ],
      '08:30',
      15,
      '09:15',
    ],
    ['the roster does not reach it', [['09:00', '10:00']], '09:50', 15, null],
    ['nobody is on the roster', [], '09:50', 15, null],
    ['a turn that ends before it begins is none', [['12:00', '09:00']], '08:00', 15, null],
    ['no minutes: at once, on duty or not', [], '09:50', 0, '09:50'],
  ])('%s', (_what, roster, start, minutes, due) => {
    expect(afterDutyMinutes(duty(...roster), new Date(at(start)), minutes)).toEqual(due ? new Date(at(due)) : null);
  });

  it('agrees with counting minute by minute', () => {
    const minuteMs = 60_000;
    const zero = Date.parse(at('00:00'));
    const turn = fc.tuple(fc.nat(200), fc.nat(200));
    fc.assert(
      fc.property(
        fc.array(turn, { maxLength: 6 }),
        fc.nat(200),
        fc.integer({ min: 1, max: 200 }),
        (turns, start, minutes) => {
          const roster = turns.map(([from, to]) => ({
            from: new Date(zero + from * minuteMs).toISOString(),
            to: new Date(zero + to * minuteMs).toISOString(),
          }));
          let counted = 0;
          let due: Date | null = null;
          for (let minute = start; minute < 400 && !due; minute += 1) {
            if (turns.some(([from, to]) => from <= minute && minute < to)) counted += 1;
            if (counted === minutes) due = new Date(zero + (minute + 1) * minuteMs);
          }
          expect(afterDutyMinutes(roster, new Date(zero + start * minuteMs), minutes)).toEqual(due);
        },
      ),
      { numRuns: 500 },
    );
  });
});
