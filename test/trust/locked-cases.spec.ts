import { systemActor, type Tx } from '#database';
import { caseFiles } from '#incidents';
import { attackInJapan, report, type Case } from '../journeys/cases.js';
import { testSystem, type TestSystem } from '../support/system.js';

describe('a transaction writes the cases that it has locked', () => {
  let system: TestSystem;
  let cases: Case[];
  beforeAll(async () => {
    system = await testSystem({ queues: [] });
    const hospital = await system.as('reporter@sakura.example');
    cases = await Promise.all([1, 2, 3].map(() => report(hospital, attackInJapan())));
  }, 60_000);
  afterAll(async () => {
    await system?.stop();
  });

  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    system.db.database.transaction(systemActor('test'), work);
  /** Which of the cases are written, of all that are asked for, in their order. */
  const written = async (tx: Tx): Promise<number[]> => {
    const rows = await tx.rows<{ id: string }>(
      `UPDATE incident SET policy_match = policy_match WHERE id = ANY ($1) RETURNING id`,
      [cases.map(({ id }) => id)],
    );
    const ids = rows.map(({ id }) => id);
    return cases.flatMap(({ id }, at) => (ids.includes(id) ? [at] : []));
  };
  const idOf = (at: number): string => cases[at]?.id ?? '';

  it('none where it has locked none', async () => {
    expect(await within(written)).toEqual([]);
  });

  it.each([[[0]], [[1]], [[0, 2]], [[0, 1, 2]]])('%j of three, however the ids are written', async (locked) => {
    for (const spelled of [(id: string) => id, (id: string) => id.toUpperCase()])
      expect(
        await within(async (tx) => {
          const files = await caseFiles(
            tx,
            locked.map((at) => spelled(idOf(at))),
          );
          expect(files).toHaveLength(locked.length);
          return written(tx);
        }),
      ).toEqual(locked);
  });

  it('and locks them once, all together: another one later is refused, one of them is not', async () => {
    const later = (at: number): Promise<number[]> =>
      within(async (tx) => {
        await caseFiles(tx, [idOf(0), idOf(1)]);
        await caseFiles(tx, [idOf(at)]);
        return written(tx);
      });
    expect(await later(1)).toEqual([0, 1]);
    await expect(later(2)).rejects.toThrow('cases are locked once a transaction');
  });

  it('a line of a case that is not locked is refused', async () => {
    const noted = (at: number): Promise<unknown> =>
      within(async (tx) => {
        await caseFiles(tx, [idOf(0)]);
        await tx.rows(
          `INSERT INTO merge_proposal (incident_id, institution_id, into_id, reasons, proposed_at)
           SELECT id, institution_id, $2, '{}', $3 FROM incident WHERE id = $1`,
          [idOf(at), idOf(2), tx.now],
        );
      });
    await noted(0);
    await expect(noted(1)).rejects.toMatchObject({ code: '42501' });
  });
});
