import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { permissions } from '#access';
import { roles } from '#kernel';
import { timelineKinds } from '#overview';
import { packageRoot } from '#platform';
import { problemCodes } from '#problems';
import { Registry, type Declaration } from '#queue';
import { queuesEn } from '../../apps/web/text/en/queues.js';
import { queuesJa } from '../../apps/web/text/ja/queues.js';
import { declarations } from '../../apps/worker/declarations.js';

const rooms = readdirSync(join(packageRoot, 'libs'));
const sources = (folder: string): string[] =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join(packageRoot, folder, file), 'utf8'));

describe('what the code promises of itself', () => {
  it('every job that something leads to has exactly one handler, and nothing is declared in vain', () => {
    const registry = new Registry(declarations);
    expect(registry.handlers.size).toBeGreaterThan(20);
    expect(registry.subscriptions.size).toBeGreaterThan(20);
  });

  const handlers = declarations.flatMap(({ domain, handlers: of = [] }) =>
    of.map((handler) => [handler.name, domain] as const),
  );
  it.each(handlers)('a worker without %s of %s, or with two, refuses to start', (name, of) => {
    const changed = (change: (own: NonNullable<Declaration['handlers']>) => NonNullable<Declaration['handlers']>) =>
      declarations.map((one) => (one.domain === of ? { ...one, handlers: change(one.handlers ?? []) } : one));
    const job = new RegExp('needs exactly one handler and has 0');
    expect(() => new Registry(changed((own) => own.filter((handler) => handler.name !== name)))).toThrow(job);
    expect(() => new Registry(changed((own) => [...own, ...own.filter((handler) => handler.name === name)]))).toThrow(
      /needs exactly one handler and has 2/,
    );
  });

  it('every job has a name on the board of the queues in both languages, and nothing else has one', () => {
    const jobs = [...new Registry(declarations).handlers.keys()].toSorted();
    expect(Object.keys(queuesJa.jobs).toSorted()).toEqual(jobs);
    expect(Object.keys(queuesEn.jobs).toSorted()).toEqual(jobs);
  });

  it('platform and queue know no event, job or table of a domain by its name', () => {
    const events = declarations.flatMap(({ events: own = {} }) => Object.keys(own));
    const jobs = [...new Registry(declarations).handlers.keys()];
    const text = sources('libs/queue').join('\n');
    expect([...events, ...jobs].filter((name) => text.includes(`'${name}'`))).toEqual([]);
  });

  it('no code and no right stands in two rooms', () => {
    const entries = (file: string): string[] =>
      rooms
        .map((room) => join(packageRoot, 'libs', room, file))
        .filter((path) => existsSync(path))
        .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/^ {2}'([a-z0-9.-]+)': /gm)])
        .map(([, name]) => String(name))
        .toSorted();
    const codes = [...entries('problem-codes.ts'), ...entries('value-problems.ts')].toSorted();
    expect(codes).toEqual(Object.keys(problemCodes).toSorted());
    expect(entries('permissions.ts')).toEqual(Object.keys(permissions).toSorted());
  });

  it('every code has a Japanese and an English sentence of its own', () => {
    for (const [code, text] of Object.entries(problemCodes)) {
      expect([code, /[ぁ-ん]/.test(text.ja), /^[\x20-\x7e’]+$/.test(text.en)]).toEqual([code, true, true]);
    }
  });

  it('every code that the sources throw is in the catalogue, and every code of the catalogue is thrown somewhere', () => {
    const text = [...sources('libs'), ...sources('apps')]
      .filter((source) => !/ as const satisfies Refusals;/.test(source))
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
