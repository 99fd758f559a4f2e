// The browser's types, made from the committed OpenAPI document when it is newer than they are. Not committed: it is.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';

const from = join(root, 'apps/api/openapi.json');
const to = join(root, 'apps/web/api/schema.d.ts');
const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (modified(to) <= modified(from)) {
  const run = spawnSync(process.execPath, [join(root, 'node_modules/openapi-typescript/bin/cli.js'), from, '-o', to], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.exitCode = run.status ?? 1;
}
