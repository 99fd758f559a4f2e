import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { timelineKinds } from '#overview';
import {
  createLog,
  Database,
  JobRegistry,
  Metrics,
  jobs,
  packageRoot,
  permissions,
  problemCodes,
  readConfig,
  type JobName,
} from '#platform';
import { roles } from '#kernel';
import { WorkerModule } from '../../apps/worker/worker.module.js';

const sources = (folder: string): string[] =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join(packageRoot, folder, file), 'utf8'));

describe('what the code promises of itself', () => {
  // a module's description asks nothing of the database
  const nobody = 'postgres://nobody@127.0.0.1:1/none';
  const database = new Database({ staffUrl: nobody, institutionUrl: nobody, accessUrl: nobody }, 2);
  const providers = (WorkerModule.of(readConfig({}), createLog('silent'), database, new Metrics(database)).providers ??
    []) as (new () => object)[];
  const registry = (classes: readonly (new () => object)[]): JobRegistry =>
    new JobRegistry({ getProviders: () => classes.map((metatype) => ({ metatype, instance: {} })) } as never);

  it('every job has exactly one handler', () => {
    expect([...registry(providers).handlers().keys()].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      [...jobs].toSorted((a, b) => (a < b ? -1 : 1)),
    );
  });

  it.each(jobs.map((job) => [job]))(
    'a worker without a handler for %s, or with two, refuses to start',
    (job: JobName) => {
      const handlers = providers.filter((provider) => Reflect.getMetadata('sonae:handles', provider) === job);
      expect(() => registry(providers.filter((provider) => !handlers.includes(provider))).handlers()).toThrow(job);
      expect(() => registry([...providers, ...handlers]).handlers()).toThrow(job);
    },
  );

  it('every code has a Japanese and an English sentence of its own', () => {
    for (const [code, text] of Object.entries(problemCodes)) {
      expect([code, /[ぁ-ん]/.test(text.ja), /^[\x20-\x7e’]+$/.test(text.en)]).toEqual([code, true, true]);
    }
  });

  it('every code that the sources throw is in the catalogue, and every code of the catalogue is thrown somewhere', () => {
    const text = [...sources('libs'), ...sources('apps')]
      .filter((source) => !source.includes('export const problemCodes'))
      .join('\n');
    // what a written value is refused for becomes a code under `values.`; its type names each once more
    const refused = (reason: string): boolean => text.split(`'${reason}'`).length > 2;
    const unused = Object.keys(problemCodes).filter(
      (code) => !text.includes(`'${code}'`) && !(code.startsWith('values.') && refused(code.slice('values.'.length))),
    );
    expect(unused).toEqual([]);
  });

  it('every kind of timeline line has words in both languages', () => {
    const text = sources('libs').join('\n');
    const kinds = [...text.matchAll(/\bkind: '([a-z.-]+)',\s*audience/g)].map((match) => match[1] ?? '');
    expect(kinds.length).toBeGreaterThan(10);
    expect(kinds.filter((kind) => !timelineKinds[kind])).toEqual([]);
  });

  it('no right belongs to nobody, and the administrator reads no case', () => {
    for (const right of Object.values(permissions)) expect(Object.keys(right.roles).length).toBeGreaterThan(0);
    for (const [name, right] of Object.entries(permissions)) {
      if (/^(incidents|expenses|work-items|support-requests)\./.test(name))
        expect(Object.keys(right.roles)).not.toContain('administrator');
      for (const role of Object.keys(right.roles)) expect(roles).toContain(role);
    }
  });
});
