import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissions, reachOf, type Permission } from '#access';
import { movers, repeatsKeptDays } from '#database';
import { undoSeconds } from '#decisions';
import { endedWithCase } from '#emergency-support';
import { factNames } from '#incidents';
import { roleNames, roles, type Machine, type Words } from '#kernel';
import { claimLapsesMs } from '#notifications';
import { mostOfTransfer } from '#payments';
import { keptPeriods, leastLinkMinutes, signInLimits } from '#people';
import { packageRoot, settings } from '#platform';
import { problemCodes } from '#problems';
import { eventsKeptDays, Registry } from '#queue';
import { authorityOfRole } from '#staffing';
import { openApiOf } from '../api/http-app.js';
import { declarations } from '../worker/declarations.js';
import { generatedNotice, markdownTable } from './markdown.js';
import { appOnNothing } from './prepare.js';
import { rulesPage } from './rules-page.js';
import { schemaPage } from './schema-page.js';

/** Pages that are made from the code, by their path: a change of the code shows in review. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['docs/permissions.md', permissionsPage()],
    ['docs/settings.md', settingsPage()],
    ['docs/problem-codes.md', problemsPage()],
    ['docs/states.md', statesPage()],
    ['migrations/state-moves.json', stateMoves()],
    ['migrations/code-values.json', codeValues()],
    ['docs/events.md', eventsPage()],
    ['docs/rules.md', rulesPage()],
    ['apps/web/text/fact-names.ts', namesOfFacts()],
    ['apps/api/openapi.json', await openApiDocument()],
    ['nest-cli.json', nestCli()],
  ]);
}

/** Writes the pages, or with `check` names those that are not fresh. */
export async function generate(check: boolean): Promise<string[]> {
  const stale: string[] = [];
  const keep = (path: string, text: string): void => {
    const file = join(packageRoot, path);
    if (!check) writeFileSync(file, text);
    else if (readOr(file) !== text) stale.push(path);
  };
  for (const [path, text] of await generatedPages()) keep(path, text);
  // last: migrating reads what is written above
  keep('migrations/schema.sql', await schemaPage());
  return stale;
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The processes and rooms as Nest's own tools know them: one project a folder. */
function nestCli(): string {
  const project = (folder: string, type: 'application' | 'library', entryFile: string): object => ({
    type,
    root: folder,
    sourceRoot: folder,
    entryFile,
    compilerOptions: { tsConfigPath: 'tsconfig.node.json' },
  });
  const apps = ['api', 'worker', 'cli'].map((name) => [name, project(`apps/${name}`, 'application', 'main')]);
  const libs = readdirSync(join(packageRoot, 'libs'))
    .toSorted()
    .map((name) => [name, project(`libs/${name}`, 'library', 'index')]);
  return `${JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/nest-cli',
      monorepo: true,
      root: 'apps/api',
      sourceRoot: 'apps/api',
      entryFile: 'main',
      compilerOptions: { tsConfigPath: 'tsconfig.node.json' },
      projects: Object.fromEntries([...apps, ...libs]),
    },
    null,
    2,
  )}\n`;
}

function permissionsPage(): string {
  const rows = (Object.keys(permissions) as Permission[]).map((name) => [
    `\`${name}\``,
    `${permissions[name].ja}<br>${permissions[name].en}`,
    ...roles.map((role) => reachOf(name, role) ?? '–'),
  ]);
  return `# 権限 Permissions\n\n${generatedNotice}own, clients, session: held by row security in the database. in-charge, lane, lead: looked at by the use case. all: without bound.\n\n${markdownTable(['right', '', ...roles.map((role) => `${roleNames[role].ja}<br>${role}`)], rows)}\n`;
}

function settingsPage(): string {
  return `# 設定 Settings\n\n${generatedNotice}${markdownTable(
    ['variable', 'meaning', 'when absent'],
    settings.map((setting) => [`\`${setting.name}\``, setting.meaning, setting.whenAbsent]),
  )}\n`;
}

function problemsPage(): string {
  return `# 拒否のコード Problem codes\n\n${generatedNotice}Codes are stable for ever. Bodies are application/problem+json (RFC 9457).\n\n${markdownTable(
    ['code', 'status', '日本語', 'English'],
    Object.entries(problemCodes).map(([code, text]) => [`\`${code}\``, String(text.status), text.ja, text.en]),
  )}\n`;
}

interface MachineShown {
  readonly machine: Machine<string>;
  readonly title: Words;
  readonly names: Readonly<Record<string, Words>>;
}

const machines = (): MachineShown[] =>
  movers.map(({ rules }) => rules).toSorted((a, b) => (a.machine.name < b.machine.name ? -1 : 1));

function statesPage(): string {
  return `# 状態と手続 States and moves\n\n${generatedNotice}${machines()
    .map(
      ({ title, machine, names }) =>
        `## ${title.ja} ${title.en}\n\n${statesOf({ machine, names })}\n\n${markdownTable(
          ['from', 'to', 'who', 'reason', 'guards'],
          machine.moves.map((move) => [
            `${move.from} (${names[move.from]?.ja ?? ''})`,
            `${move.to} (${names[move.to]?.ja ?? ''})`,
            move.by.join(', '),
            move.reason,
            move.guards.join(', ') || '–',
          ]),
        )}`,
    )
    .join('\n\n')}\n`;
}

/** Where a row begins, and every state, also one that nothing leaves. */
function statesOf({ machine: { states, initial }, names }: Pick<MachineShown, 'machine' | 'names'>): string {
  const named = (state: string): string => `${state} (${names[state]?.ja ?? ''}, ${names[state]?.en ?? ''})`;
  return `States: ${states.map(named).join(' · ')}. It begins as ${initial.join(', ')}.`;
}

/** The database's table of moves: one line a move, so that a change shows as what it is. */
function stateMoves(): string {
  const lines = machines().flatMap(({ machine }) =>
    machine.moves.map(({ from, to, by }) => JSON.stringify({ machine: machine.name, from, to, by })),
  );
  return `[\n${lines.join(',\n')}\n]\n`;
}

/** What the functions of the database take from the code: it has one home, and the guard asks the same. */
function codeValues(): string {
  const values = {
    ...named('authority', authorityOfRole),
    'decision.undo-seconds': undoSeconds,
    ...named('support-ended', endedWithCase),
    ...named('sign-in', signInLimits),
    'link.claim-lapses-seconds': claimLapsesMs / 1000,
    'link.least-minutes': leastLinkMinutes,
    ...named('kept', keptPeriods),
    'kept.repeat-days': repeatsKeptDays,
    'kept.event-days': eventsKeptDays,
    'payment.most-yen': mostOfTransfer,
  };
  return `${JSON.stringify(values, null, 2)}\n`;
}

/** The names of facts for the pages, which import nothing of a domain. */
function namesOfFacts(): string {
  const names = (language: 'Ja' | 'En'): string =>
    `export const factNames${language} = ${JSON.stringify(
      Object.fromEntries(Object.entries(factNames).map(([fact, { ja, en }]) => [fact, language === 'Ja' ? ja : en])),
      null,
      2,
    )};\n`;
  return `// Made from the code by \`npm run generate\`; change the code, not this file.\n${names('Ja')}${names('En')}`;
}

const named = (group: string, values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${group}.${name}`, value]));

function eventsPage(): string {
  const { subscriptions } = new Registry(declarations);
  const rows = declarations.flatMap(({ domain, events = {} }) =>
    Object.entries(events).map(([event, carries]) => [
      `\`${event}\` v1`,
      domain,
      carries.join(', '),
      (subscriptions.get(event) ?? []).map(({ job }) => job).join('<br>') || '–',
    ]),
  );
  return `# 出来事 Events\n\n${generatedNotice}Events carry ids and versions only, never names, diagnoses or account numbers. Each domain declares its own in \`libs/<domain>/<noun>.events.ts\`; of event and job, the later domain says that the one leads to the other.\n\n${markdownTable(['event', 'of', 'carries', 'leads to'], rows)}\n`;
}

// nothing connects: pools open when they are first used
async function openApiDocument(): Promise<string> {
  const app = await appOnNothing();
  const document = openApiOf(app);
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}
