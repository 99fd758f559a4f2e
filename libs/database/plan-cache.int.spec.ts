import { planCaches } from '#platform';
import { asSuperuser, freshDatabase } from '../../test/support/database.js';
import { Database } from './database.js';

describe('how statements are planned', () => {
  it('is what the setting says, on both pools, whatever the database itself prefers; work that is redone plans once', async () => {
    const made = await freshDatabase();
    const { ownerUrl } = made;
    try {
      await asSuperuser(ownerUrl, async (client) => {
        const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
        await client.query(`ALTER DATABASE ${rows[0]?.name ?? ''} SET plan_cache_mode = force_custom_plan`);
      });
      const plannedBy = async (database: Database): Promise<string[]> => {
        try {
          const modes: string[] = [];
          for (const role of ['staff', 'institution'] as const)
            for (const { plan_cache_mode } of await database.statement<{ plan_cache_mode: string }>(
              role,
              'mode',
              'SHOW plan_cache_mode',
              [],
            ))
              modes.push(plan_cache_mode);
          return modes;
        } finally {
          await database.close();
        }
      };
      for (const planCache of planCaches)
        expect(await plannedBy(new Database(made, 1, { planCache }))).toEqual([planCache, planCache]);
      expect(await plannedBy(new Database(made, 1))).toEqual(['auto', 'auto']);
      expect(await plannedBy(new Database(made, 1, { redone: true, planCache: 'force_custom_plan' }))).toEqual([
        'force_generic_plan',
        'force_generic_plan',
      ]);
    } finally {
      await made.drop();
    }
  }, 30_000);

  it('is generic in the tests, unless DATABASE_PLAN_CACHE says otherwise', async () => {
    const made = await freshDatabase();
    try {
      const [mode] = await made.database.statement('institution', 'mode', 'SHOW plan_cache_mode', []);
      expect(mode).toEqual({ plan_cache_mode: process.env['DATABASE_PLAN_CACHE'] ?? 'force_generic_plan' });
    } finally {
      await made.drop();
    }
  }, 30_000);
});
