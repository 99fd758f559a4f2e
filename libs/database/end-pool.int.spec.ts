import pg from 'pg';
import { asSuperuser, freshDatabase } from '../../test/support/database.js';
import { endPool } from './end-pool.js';

const application_name = 'sonae-end-pool';

it('when a pool has ended, the server has closed its connections', async () => {
  const made = await freshDatabase();
  try {
    await asSuperuser(made.ownerUrl, async (client) => {
      const connections = async (): Promise<number> => {
        const { rows } = await client.query<{ n: number }>(
          'SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = $1',
          [application_name],
        );
        return rows[0]?.n ?? -1;
      };
      const left: number[] = [];
      for (let round = 0; round < 10; round++) {
        const pool = new pg.Pool({ connectionString: made.staffUrl, max: 12, application_name });
        await Promise.all(Array.from({ length: 12 }, () => pool.query('SELECT pg_sleep(0.02)')));
        expect(await connections()).toBe(12);
        await endPool(pool);
        left.push(await connections());
      }
      expect(left).toEqual(left.map(() => 0));
      // one that never connected
      await endPool(new pg.Pool({ connectionString: made.staffUrl }));
    });
  } finally {
    await made.drop();
  }
}, 30_000);
