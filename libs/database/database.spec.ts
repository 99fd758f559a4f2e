import pg from 'pg';
import { isDiskFull } from '#platform';
import { failureOf, isContended, isDatabaseAway, isWritingRefused } from './database.js';

const failed = (code: string): pg.DatabaseError => Object.assign(new pg.DatabaseError('refused', 0, 'error'), { code });

describe('what a failure of the database means', () => {
  it.each([
    ['the disk is full', '53100', { away: false, refused: true }],
    ['memory is used up', '53200', { away: false, refused: true }],
    ['it is a copy that is only read', '25006', { away: false, refused: true }],
    ['there are too many connections', '53300', { away: true, refused: false }],
    ['an administrator ended it', '57P01', { away: true, refused: false }],
    ['two transactions were in each other’s way', '40001', { away: false, refused: false }],
    ['a right is missing', '42501', { away: false, refused: false }],
  ])('%s', (_, code, expected) => {
    expect({ away: isDatabaseAway(failed(code)), refused: isWritingRefused(failed(code)) }).toEqual(expected);
  });

  it.each([
    ['a serialization failure', '40001', true],
    ['a deadlock', '40P01', true],
    ['a check that fails', '23514', false],
    ['a value that is there already', '23505', false],
  ])('%s: whether only another transaction was in the way', (_, code, expected) => {
    expect(isContended(failed(code))).toBe(expected);
  });

  it('means the same when a function of the database caught it and answered its SQLSTATE', () => {
    const full = failureOf('53100', 'a report was not written: 53100');
    expect([isDiskFull(full), isWritingRefused(full), isDatabaseAway(full)]).toEqual([true, true, false]);
    expect([isDiskFull(failureOf('23514', 'no')), isWritingRefused(failureOf('23514', 'no'))]).toEqual([false, false]);
  });
});
