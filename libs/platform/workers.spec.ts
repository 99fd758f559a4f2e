import { doneTogether, type Waiting } from './workers.js';

describe('letters that are done together', () => {
  const letter = (ids: number, other: Partial<Waiting> = {}): Waiting => ({
    consumer: 'route-expenses/forensics/0',
    queue: 'forensics',
    job: 'route-expenses',
    eventId: '',
    eventCreatedAt: '',
    incidentId: 'a case',
    dueAt: null,
    ids: Array.from({ length: ids }, String),
    attempts: 0,
    late: 0,
    ...other,
  });

  it.each<[string, number[], number]>([
    ['none', [], 0],
    ['all, up to a batch of ids', [16, 15, 1], 3],
    ['never beyond: the rest waits', [16, 16, 1], 2],
    ['one without ids counts as one', [31, 0, 0], 2],
    ['always at least one', [40, 1], 1],
  ])('%s', (_, ids, taken) => {
    expect(doneTogether(ids.map((count) => letter(count)))).toHaveLength(taken);
  });

  const [failed, noCase, plain] = [letter(1, { attempts: 1 }), letter(1, { incidentId: '' }), letter(1)];
  it.each<[string, Waiting[], Waiting[]]>([
    ['what has failed goes alone', [failed, plain], [failed]],
    ['what concerns no case goes alone', [noCase, plain], [noCase]],
    ['neither takes part with others', [plain, failed, noCase, plain], [plain, plain]],
  ])('%s', (_, given, taken) => {
    expect(doneTogether(given)).toEqual(taken);
  });
});
