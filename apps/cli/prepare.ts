import { Database } from '#database';
import { createLog, readConfig } from '#platform';
import { createHttpApp } from '../api/http-app.js';

/** The HTTP application without a database: for what is made of it, not to be asked. */
export function appOnNothing(): ReturnType<typeof createHttpApp> {
  const nobody = 'postgres://nobody@127.0.0.1:1/none';
  const nowhere = new Database({ staffUrl: nobody, institutionUrl: nobody, accessUrl: nobody }, 2);
  return createHttpApp(readConfig({ SONAE_ENV: 'development' }), createLog('fatal'), nowhere);
}

/** Loads what a start loads and makes the application once, so that V8 has the code of it. */
export async function prepare(): Promise<void> {
  await Promise.all([import('./up.js'), import('../worker/queue-app.js'), import('bullmq')]);
  const app = await appOnNothing();
  await app.close();
}
