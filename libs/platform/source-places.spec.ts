import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { transformFileSync, transformSync } from '@swc/core';

const folder = mkdtempSync(join(tmpdir(), 'sonae-places-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compiled = {
  swcrc: false,
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  module: { type: 'es6' },
} as const;

/** Runs a separate program that imports the tested file and one that throws; answers the stack. */
function stackOf(source: string, map: 'whole' | 'cut off' | 'none'): string {
  const { code } = transformFileSync(resolve(__dirname, 'source-places.ts'), compiled);
  writeFileSync(join(folder, 'source-places.mjs'), code);
  const made = transformSync(source, { ...compiled, filename: 'falls.ts', sourceMaps: true });
  writeFileSync(join(folder, 'falls.mjs'), made.code);
  rmSync(join(folder, 'falls.mjs.map'), { force: true });
  const text = made.map ?? '';
  if (map !== 'none') writeFileSync(join(folder, 'falls.mjs.map'), map === 'whole' ? text : text.slice(0, 40));
  const program = join(folder, 'program.mjs');
  writeFileSync(
    program,
    `import { nameSourcesInStacks } from './source-places.mjs';
     import { falls } from './falls.mjs';
     nameSourcesInStacks();
     try { falls(null); } catch (error) { console.log(error.stack); }`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8' });
  return `${stdout}${stderr}`;
}

const source = `interface Nothing { readonly name: string }

interface More { readonly one: Nothing }

export function falls(more: More): string {
  return more.one.name;
}
`;

it('the stack of an error names the line of the source', () => {
  const [first, second, third] = stackOf(source, 'whole').split('\n');
  expect(first).toMatch(/^TypeError: Cannot read properties of null/);
  expect(second).toBe(`    at falls (${join(folder, 'falls.ts')}:6:15)`);
  expect(third).toMatch(/program\.mjs:4:/);
});

it.each(['none', 'cut off'] as const)('with a map that is %s it names the file that ran', (map) => {
  expect(stackOf(source, map).split('\n')[1]).toMatch(/^ {4}at falls \(file:.*falls\.mjs:\d+:\d+\)$/);
});
