import { nextRow } from './next-row.js';

describe('the next row', () => {
  it('is the first when one is at none, the neighbour when one is at one, and stays at both ends', () => {
    expect(nextRow(3, 1, { at: -1, before: -1 })).toBe(0);
    expect(nextRow(3, -1, { at: -1, before: -1 })).toBe(0);
    expect(nextRow(3, 1, { at: 0, before: 0 })).toBe(1);
    expect(nextRow(3, -1, { at: 2, before: 2 })).toBe(1);
    expect(nextRow(3, 1, { at: 2, before: 2 })).toBe(2);
    expect(nextRow(3, -1, { at: 0, before: 0 })).toBe(0);
  });

  it('is the one that took the place of a row that has left the list, or the one before that', () => {
    expect(nextRow(5, 1, { at: -1, before: 3 })).toBe(3);
    expect(nextRow(5, -1, { at: -1, before: 3 })).toBe(2);
    expect(nextRow(5, -1, { at: -1, before: 0 })).toBe(0);
    expect(nextRow(2, 1, { at: -1, before: 3 })).toBe(1);
  });

  it('is none in an empty list', () => {
    expect(nextRow(0, 1, { at: -1, before: 2 })).toBe(-1);
  });
});
