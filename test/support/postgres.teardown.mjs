export default async function teardown() {
  const started = globalThis.__SONAE_TEST_PG__;
  if (!started) return;
  await started.server?.stop();
  started.forget();
}
