import { registerObserved } from '#operations';

registerObserved({
  gauges: [{ name: 'sonae_erasures_open', help: 'Contents that two persons gave up and that are still there' }],
  async figures(database) {
    const [row] = await database.statement<{ open: number }>(
      'staff',
      'erasures',
      'SELECT count(*) AS open FROM document_erasure WHERE confirmed_at IS NOT NULL AND erased_at IS NULL',
      [],
    );
    return [{ name: 'sonae_erasures_open', value: row?.open ?? 0 }];
  },
});
