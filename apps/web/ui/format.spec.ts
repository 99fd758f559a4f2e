import { count, yen } from '#kernel';
import { formatOf } from './format.js';

const ja = formatOf('ja');
const en = formatOf('en');
const now = Date.parse('2026-11-24T00:00:00+09:00');

describe('what is shown', () => {
  it('yen with commas and the word', () => {
    expect([ja.yen(yen(0)), ja.yen(yen(1_234_567)), en.yen(yen(1_234_567))]).toEqual([
      '0円',
      '1,234,567円',
      '¥1,234,567',
    ]);
  });
  it('days of Japan, also for an instant that is the day before in UTC', () => {
    expect(ja.day('2026-11-24')).toBe('2026年11月24日');
    expect(ja.day('2026-11-23T15:00:00Z')).toBe('2026年11月24日');
    expect(ja.wareki('2026-11-24')).toBe('令和8年11月24日');
    expect(ja.wareki('2019-05-01')).toBe('令和元年5月1日');
    expect(ja.wareki('2019-04-30')).toBe('平成31年4月30日');
  });
  it.each([
    ['2026-11-24T00:42:00+09:00', 'あと42分', '42 min left'],
    ['2026-11-23T23:59:00+09:00', '1分超過', '1 min over'],
    ['2026-11-24T01:00:00+09:00', 'あと1時間', '1 h left'],
    ['2026-11-24T05:30:00+09:00', 'あと5時間', '5 h left'],
    ['2026-11-25T20:00:00+09:00', 'あと44時間', '44 h left'],
    ['2026-12-01T00:00:00+09:00', 'あと7日', '7 days left'],
  ])('%s is %s', (at, textJa, textEn) => {
    expect([ja.left(at, now), en.left(at, now)]).toEqual([textJa, textEn]);
  });
  it.each([
    [60, '60分', '60 min'],
    [119, '119分', '119 min'],
    [120, '2時間', '2 h'],
    [121, '2.1時間', '2.1 h'],
    [1_440, '24時間', '24 h'],
  ])('%i minutes, never fewer than they are', (many, textJa, textEn) => {
    expect([ja.minutes(count(many)), en.minutes(count(many))]).toEqual([textJa, textEn]);
  });
  it('times on the 24-hour clock', () => {
    expect(ja.time('2026-11-23T18:15:00Z')).toBe('03:15');
    expect(ja.time('2026-11-23T15:05:00Z')).toBe('00:05');
  });
  it('sizes of files', () => {
    expect([ja.size(1), ja.size(512_000), ja.size(104_857_600)]).toEqual(['1 kB', '512 kB', '104.9 MB']);
  });
});
