// `npm run screens`: takes the pictures of docs/screens anew, by the browser tests that look at every page.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './build.mjs';

const run = spawnSync(
  process.execPath,
  [join(root, 'scripts/test.mjs'), '--only', 'browser', 'test/browser/pages.spec.ts'],
  {
    cwd: root,
    env: { ...process.env, SONAE_SCREENS: join(root, 'docs/screens') },
    stdio: 'inherit',
  },
);
process.exitCode = run.status ?? 1;
