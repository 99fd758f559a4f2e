// Packages of hundreds of small files as a few files, for jest: it looks for, reads and runs every file anew for each
// spec file. Nothing of ours is in them. Made again for another lockfile or another list, into node_modules/.cache.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { otherDrivers } from './other-drivers.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** What the sources and the other packages here name, module by module. */
const names = [
  ...['@nestjs/common', '@nestjs/common/constants.js', '@nestjs/core', '@nestjs/platform-fastify', '@nestjs/swagger'],
  ...['ajv', 'ajv/dist/2020.js', 'ajv-formats', 'ajv-formats/dist/formats.js', 'bullmq', 'class-transformer'],
  ...['class-validator', 'es-toolkit/compat', 'fastify', 'prom-client', 'rxjs', 'rxjs/operators', 'typeorm'],
  ...['typeorm/driver/postgres/PostgresDriver.js', 'typeorm/driver/postgres/PostgresQueryRunner.js'],
  ...['typeorm/metadata/ColumnMetadata.js', 'typeorm/metadata/EntityMetadata.js'],
  'typeorm/query-runner/QueryResult.js',
];
const fileOf = (name) => name.replace(/\.js$/, '').replaceAll('/', '-');
const packageOf = (id) => /^(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? '';

const madeFrom = createHash('sha256');
for (const file of ['package-lock.json', 'scripts/jest-packages.mjs', 'scripts/other-drivers.mjs'])
  madeFrom.update(readFileSync(join(root, file)));
const folder = join(root, `node_modules/.cache/jest-packages-${madeFrom.digest('hex').slice(0, 12)}`);

async function make() {
  const { rolldown } = await import('rolldown');
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const whole = new Set(names.map(packageOf));
  const half = `${folder}.${process.pid}`;
  const formats = new Map();
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(names.map((name) => [fileOf(name), name])),
    platform: 'node',
    resolve: { mainFields: ['module', 'main'] },
    // what the sources load as well is there once
    external: (id) => packageOf(id) in dependencies && !whole.has(packageOf(id)),
    // what is loaded only where it is installed
    onLog: (level, log, handler) => log.code !== 'UNRESOLVED_IMPORT' && handler(level, log),
    plugins: [
      otherDrivers,
      { name: 'formats', moduleParsed: ({ id, inputFormat }) => void formats.set(id, inputFormat) },
    ],
  });
  const { output } = await bundle.write({
    ...{ dir: half, format: 'cjs', exports: 'named', comments: false, keepNames: true, dynamicImportInCjs: false },
    ...{ entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
  });
  await bundle.close();
  for (const { name, isEntry, facadeModuleId } of output) {
    // all that a wrapped CommonJS module exports is the default of its entry
    const whole = formats.get(facadeModuleId) === 'cjs' ? 'given.default ?? given' : 'given';
    const text = `const given = require('./${name}.cjs');\nmodule.exports = ${whole};\n`;
    if (isEntry) writeFileSync(join(half, `${name}.entry.cjs`), text);
  }
  try {
    renameSync(half, folder);
  } catch (error) {
    // another run made it meanwhile
    if (!existsSync(folder)) throw error;
    rmSync(half, { recursive: true });
  }
}

/** What jest's moduleNameMapper needs: the name of a package and the one file with all of it. */
export async function jestPackages() {
  if (!existsSync(folder)) await make();
  return Object.fromEntries(
    names.map((name) => [`^${name.replaceAll('.', '\\.')}$`, join(folder, `${fileOf(name)}.entry.cjs`)]),
  );
}
