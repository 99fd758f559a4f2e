import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { transformFileSync } from '@swc/core';

const folder = mkdtempSync(join(tmpdir(), 'sonae-packages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a package that could not be loaded once is loaded by the next use, whatever its form', () => {
  const compiled = {
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
  } as const;
  for (const name of ['load-package', 'package-root']) {
    const { code } = transformFileSync(resolve(__dirname, `${name}.ts`), compiled);
    writeFileSync(join(folder, `${name}.js`), code);
  }
  writeFileSync(join(folder, 'package.json'), '{"name":"sonae","version":"1.0.0","type":"module"}');
  const put = (name: string, type: string, text: string): void => {
    mkdirSync(join(folder, 'node_modules', name), { recursive: true });
    writeFileSync(
      join(folder, 'node_modules', name, 'package.json'),
      JSON.stringify({ name, type, exports: './it.js' }),
    );
    writeFileSync(join(folder, 'node_modules', name, 'it.js'), text);
  };
  put('as-module', 'module', `export { one } from './part.js';`);
  put('as-script', 'commonjs', `exports.one = require('./part.js').one;`);
  writeFileSync(
    join(folder, 'program.js'),
    `import { writeFileSync } from 'node:fs';
     import { loadPackage } from './load-package.js';
     const load = (name) => { try { return loadPackage(name).one; } catch { return 'failed'; } };
     const first = ['as-module', 'as-script'].map(load);
     writeFileSync('node_modules/as-module/part.js', 'export const one = 1;');
     writeFileSync('node_modules/as-script/part.js', 'exports.one = 1;');
     console.log(JSON.stringify([first, ['as-module', 'as-script'].map(load)]));`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, ['program.js'], { cwd: folder, encoding: 'utf8' });
  expect([stdout.trim(), stderr]).toEqual(['[["failed","failed"],[1,1]]', '']);
});
