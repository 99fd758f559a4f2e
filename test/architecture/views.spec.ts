import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';
import { textsOf, usesOf, viewsOf } from '../support/table-uses.js';

const read = (file: string): string => readFileSync(join(packageRoot, file), 'utf8');
const filesOf = (folder: string, ends: string): string[] =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ends) && !file.endsWith('.spec.ts') && !file.startsWith('web/'))
    .map((file) => `${folder}/${file}`);

interface Home {
  readonly view: string;
  /** The tables that a statement reads which spells out what the view says, and the words in which it does. */
  readonly reads: readonly string[];
  readonly spelled: RegExp;
  /** Files that read the tables in these words for another reason. */
  readonly beside: Readonly<Record<string, string>>;
}

const homes: readonly Home[] = [
  {
    view: 'confirmed_role',
    reads: ['role_grant'],
    spelled: /\bended_at IS NULL\b|\bstate = 'confirmed'/,
    beside: {
      'apps/api/start-page.controller.ts': 'the accounts of the demonstration, as they were granted',
      'libs/notifications/letter.ts': 'roles of hospitals count from their grant on',
      'libs/notifications/mailing.ts': 'roles of hospitals and agents count from their grant on',
      'libs/people/grant-role.ts': 'what is granted already, confirmed or not',
      'libs/people/role-grant.reads.ts': 'the grants themselves',
      'libs/people/roles-in-force.ts': 'roles of hospitals and agents count from their grant on',
    },
  },
  {
    view: 'open_posting',
    reads: ['limit_posting'],
    spelled: /\bends\b/,
    beside: {
      'libs/overview/department-money.reads.ts': 'what each week added, less what its postings end',
      'libs/payments/verify-ledger.ts': 'the whole ledger, added up again',
      'migrations/functions/add_to_limit_total.sql': 'what the postings that come end',
    },
  },
  {
    view: 'newest_ruling',
    reads: ['ruling'],
    spelled: /\bruled_at DESC\b|\bmax\((?:\w+\.)?ruled_at\)|\bruled_at [<>]=? \w+\.ruled_at\b/,
    beside: {
      'libs/decisions/shadow-assess.worker.ts': 'the time alone, of everything that was posted in a period',
      'libs/expenses/ruling.reads.ts': 'as of a moment, and of the statements that a line is a month of',
      'libs/payments/late-expenses.reads.ts':
        'asked once a line of many; through the view the list takes half as long again',
      'migrations/functions/expense_move_guard.sql': 'and of the statements that a line is a month of',
    },
  },
  {
    view: 'standing_ruling',
    reads: ['ruling', 'decision_act'],
    spelled: /'(?:undone|reversed)'/,
    beside: { 'migrations/functions/earlier_signers.sql': 'a reversal leaves who signed as signers of before' },
  },
];

const tables = new Set(homes.flatMap(({ reads }) => reads));
const statements = [
  ...['libs', 'apps'].flatMap((folder) =>
    filesOf(folder, '.ts').flatMap((file) => textsOf(file, read(file)).map(({ sql }) => ({ file, sql }))),
  ),
  ...filesOf('migrations/functions', '.sql').flatMap((file) =>
    read(file)
      .split(';')
      .map((sql) => ({ file, sql })),
  ),
].map(({ file, sql }) => ({ file, sql: sql.replaceAll(/--[^\n]*/g, '').replaceAll(/\s+/g, ' ') }));

const spells = ({ reads, spelled }: Home, sql: string): boolean => {
  const read = new Set(usesOf(sql, tables).flatMap(({ name, kind }) => (kind === 'read' ? [name] : [])));
  return reads.every((table) => read.has(table)) && spelled.test(sql);
};
const homeOf = (view: string): Home => homes.find((home) => home.view === view)!;

describe('what a view says is spelled out nowhere else', () => {
  it('every view of the schema is known', () => {
    const views = viewsOf(read('migrations/schema.sql')).map(({ name }) => name);
    expect(views.toSorted()).toEqual(homes.map(({ view }) => view).toSorted());
  });

  it.each(homes.map((home) => [home.view, home] as const))('%s', (_, home) => {
    const files = new Set(statements.filter(({ sql }) => spells(home, sql)).map(({ file }) => file));
    expect([...files].toSorted()).toEqual(Object.keys(home.beside));
  });

  it.each([
    ['confirmed_role', 'SELECT FROM role_grant g WHERE g.confirmed_at IS NOT NULL AND g.ended_at IS NULL'],
    ['confirmed_role', `SELECT FROM person p JOIN role_grant g ON g.person_id = p.id AND g.state = 'confirmed'`],
    ['open_posting', 'SELECT FROM limit_posting p WHERE NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id)'],
    ['open_posting', 'SELECT FROM limit_posting p LEFT JOIN limit_posting e ON e.ends = p.id WHERE e.id IS NULL'],
    ['newest_ruling', 'SELECT amount_yen FROM ruling WHERE expense_id = $1 ORDER BY ruled_at DESC LIMIT 1'],
    ['newest_ruling', 'SELECT FROM ruling r WHERE r.ruled_at = (SELECT max(n.ruled_at) FROM ruling n)'],
    ['newest_ruling', 'SELECT FROM ruling r WHERE NOT EXISTS (SELECT FROM ruling n WHERE n.ruled_at > r.ruled_at)'],
    [
      'standing_ruling',
      `SELECT FROM ruling r WHERE NOT EXISTS (SELECT FROM decision_act a WHERE a.kind IN ('undone','reversed'))`,
    ],
  ])('%s is found in %s', (view, sql) => {
    expect(spells(homeOf(view), sql)).toBe(true);
  });

  it.each([
    ['confirmed_role', `SELECT FROM confirmed_role g WHERE g.role = 'payments'`],
    ['confirmed_role', 'SELECT FROM absence b WHERE b.ended_at IS NULL'],
    ['open_posting', 'SELECT p.ends FROM open_posting p'],
    ['newest_ruling', 'SELECT FROM newest_ruling r ORDER BY r.ruled_at DESC'],
    ['newest_ruling', 'SELECT FROM ruling r WHERE r.decision_id = $1'],
    ['standing_ruling', `SELECT FROM decision_act a WHERE a.kind = 'undone'`],
  ])('%s is not found in %s', (view, sql) => {
    expect(spells(homeOf(view), sql)).toBe(false);
  });
});
