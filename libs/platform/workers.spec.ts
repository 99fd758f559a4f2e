import type { Delivery } from './events.js';
import { withinBatch } from './workers.js';

describe('letters that are done together', () => {
  const letter = (ids: number): Delivery => ({
    consumer: 'route-expenses/forensics/0',
    queue: 'forensics',
    job: 'route-expenses',
    eventId: '',
    eventCreatedAt: '',
    incidentId: '',
    dueAt: null,
    ids: Array.from({ length: ids }, String),
  });

  it.each<[string, number[], number]>([
    ['none', [], 0],
    ['all, up to a batch of ids', [16, 15, 1], 3],
    ['never beyond: the rest waits', [16, 16, 1], 2],
    ['one without ids counts as one', [31, 0, 0], 2],
    ['always at least one', [40, 1], 1],
  ])('%s', (_, ids, taken) => {
    expect(withinBatch(ids.map(letter))).toHaveLength(taken);
  });
});
