import { isId, newId } from './ids.js';

describe('ids', () => {
  it('are UUIDs of version 7, variant 10, in lower case', () => {
    for (let count = 0; count < 200; count += 1) {
      expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it('carry the time in their first 48 bits', () => {
    const before = Date.now();
    const time = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16);
    // an earlier id of this process may be ahead of the clock by a millisecond at most
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now() + 1);
  });

  it('increase strictly, also many within one millisecond', () => {
    const ids = Array.from({ length: 20_000 }, newId);
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('never go backwards when the clock is set back', () => {
    const clock = jest.spyOn(Date, 'now');
    const ahead = Date.now() + 5_000;
    clock.mockReturnValueOnce(ahead).mockReturnValueOnce(ahead - 60_000);
    const [first, second] = [newId(), newId()];
    clock.mockRestore();
    expect(second > first).toBe(true);
  });

  it('are told from other texts', () => {
    expect(isId(newId())).toBe(true);
    expect(isId('f47ac10b-58cc-4372-a567-0e02b2c3d479')).toBe(true);
    expect(isId('F47AC10B-58CC-4372-A567-0E02B2C3D479')).toBe(false);
    expect(isId('00000000-0000-0000-0000-000000000000')).toBe(false);
    expect(isId('')).toBe(false);
  });
});
