import type { Presence } from '#staffing';
import { givesUpCases, givesUpItems } from './hand-over.js';

const present: Presence = { personId: 'a', hasLeft: false, adjusts: true, absent: false, takenOffDuty: false };

describe('who gives up what', () => {
  it.each<[string, Partial<Presence>, boolean, boolean]>([
    ['who is here keeps everything', {}, false, false],
    ['who has left gives up items and cases', { hasLeft: true }, true, true],
    ['who adjusts no more gives up items and cases', { adjusts: false }, true, true],
    ['who is absent gives up items and comes back to the cases', { absent: true }, true, false],
    ['who was taken off duty gives up items and keeps the cases', { takenOffDuty: true }, true, false],
  ])('%s', (_, change, items, cases) => {
    const person = { ...present, ...change };
    expect([givesUpItems(person), givesUpCases(person)]).toEqual([items, cases]);
  });
});
