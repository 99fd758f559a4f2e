import { batchSize, deliveriesOf, type Delivery } from './events.js';

const event = (expenses: { id: string; lane: 'forensics' | 'compensation' }[]): Delivery[] =>
  deliveriesOf({
    id: '00000000-0000-7000-8000-000000000001',
    createdAt: '2026-11-24T00:00:00.000Z',
    incidentId: 'case',
    type: 'incident.reported',
    payload: { factsVersion: 1, expenses },
  });

describe('the letters of an event', () => {
  it('a report settles the outlook, is acknowledged, and goes to one job a lane', () => {
    const letters = event([
      { id: 'a', lane: 'forensics' },
      { id: 'b', lane: 'compensation' },
      { id: 'c', lane: 'forensics' },
    ]);
    expect(letters.map((letter) => [letter.queue, letter.job, letter.ids])).toEqual([
      ['cases', 'settle-outlook', []],
      ['forensics', 'route-expenses', ['a', 'c']],
      ['compensation', 'route-expenses', ['b']],
      ['cases', 'acknowledge', []],
    ]);
  });

  it('no letter carries more than a batch of expenses, and each part is a consumer of its own', () => {
    const letters = event(
      Array.from({ length: 2 * batchSize + 1 }, (_, at) => ({ id: `e${at}`, lane: 'forensics' as const })),
    ).filter((letter) => letter.job === 'route-expenses');
    expect(letters.map((letter) => letter.ids.length)).toEqual([batchSize, batchSize, 1]);
    expect(new Set(letters.map((letter) => letter.consumer)).size).toBe(3);
  });

  it('the same event always gives the same letters: a sweep finds them again', () => {
    expect(event([{ id: 'a', lane: 'forensics' }])).toEqual(event([{ id: 'a', lane: 'forensics' }]));
  });
});
