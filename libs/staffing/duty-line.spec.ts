import { endingRefusal, periodFault } from './duty-line.js';

const now = new Date('2026-11-24T03:00:00Z');
const away = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

describe('a period of duty or absence', () => {
  it.each<[string, number, number, string | null]>([
    ['begins later', 1, 9, null],
    ['has begun and goes on', -8, 1, null],
    ['is 400 days long', 0, 400 * 24, null],
    ['is longer', 0, 400 * 24 + 1, 'parties.period-too-long'],
    ['ends when it begins', 1, 1, 'parties.period-reversed'],
    ['ends before it begins', 2, 1, 'parties.period-reversed'],
    ['is over', -9, -1, 'parties.in-the-past'],
    ['is over this moment', -9, 0, 'parties.in-the-past'],
  ])('%s', (_, from, to, code) => {
    expect(periodFault(away(from), away(to), now)?.code ?? null).toBe(code);
  });
});

describe('ending one early', () => {
  it.each<[string, number, number | null, number, string | null]>([
    ['now', 8, null, 0, null],
    ['later', 8, null, 4, null],
    ['earlier than it was ended', 8, 6, 4, null],
    ['in the past', 8, null, -1, 'parties.in-the-past'],
    ['when it ends anyway', 8, null, 8, 'parties.ends-earlier-already'],
    ['later than it was ended', 8, 4, 6, 'parties.ends-earlier-already'],
    ['when it is over', -1, null, 0, 'parties.already-ended'],
    ['when it was ended', 8, -1, 0, 'parties.already-ended'],
  ])('%s', (_, to, ended, at, code) => {
    const line = { to: away(to), endedAt: ended === null ? null : away(ended) };
    expect(endingRefusal(line, away(at), now)).toBe(code);
  });
});
