/** The seed of a property: a new one each run, SONAE_TEST_SEED runs an old one again. */
export function seedOf(what: string): number {
  const seed = Number(process.env['SONAE_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`${what}: SONAE_TEST_SEED=${seed}\n`);
  return seed;
}
