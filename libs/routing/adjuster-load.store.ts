import { ensureLoad, holdRouting } from '#people';

ensureLoad.supply(async (tx, personId) => {
  await tx.rows('INSERT INTO adjuster_load (person_id) VALUES ($1) ON CONFLICT DO NOTHING', [personId]);
});

holdRouting.supply(async (tx, personId) => {
  await tx.rows('SELECT hold_routing($1)', [personId]);
});
