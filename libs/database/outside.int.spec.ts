import { speakOutside, SpokenInside } from '#platform';
import { freshDatabase, type TestDatabase } from '../../test/support/database.js';
import { systemActor } from './actor.js';

describe('the databases of tests', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
  });
  afterAll(() => db.drop());
  const words = (): Promise<string> => Promise.resolve('heard');

  it('let nobody speak to a neighbour while a transaction or a read is open', async () => {
    const actor = systemActor('test');
    const inside = db.database.transaction(actor, async (tx) => {
      await tx.rows('SELECT 1');
      return speakOutside('file-store', 1_000, words);
    });
    await expect(inside).rejects.toThrow(SpokenInside);
    await expect(db.database.read(actor, () => speakOutside('file-store', 1_000, words))).rejects.toThrow(SpokenInside);
    await db.database.transaction(actor, (tx) => tx.rows('SELECT 1'));
    expect(await speakOutside('file-store', 1_000, words)).toBe('heard');
  });
});
