import fc from 'fast-check';
import { ticksTo } from './ticks.js';

describe('steps of a scale', () => {
  it.each([
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [31, [0, 20, 40]],
    [100, [0, 50, 100]],
  ])('up to %i', (most, ticks) => {
    expect(ticksTo(most, 3)).toEqual(ticks);
  });

  it('reach the figure with no step too many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (most) => {
        const ticks = ticksTo(most, 3);
        expect(ticks.length).toBeLessThanOrEqual(4);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
        expect(ticks.at(-2)).toBeLessThan(Math.max(1, most));
      }),
    );
  });
});
