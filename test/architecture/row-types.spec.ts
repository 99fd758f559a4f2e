import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';
import { handWrittenRows, type Source } from '../support/hand-written-rows.js';
import { viewsOf } from '../support/table-uses.js';

const sources: Source[] = ['libs', 'apps'].flatMap((folder) =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('web/'))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(packageRoot, folder, file), 'utf8') })),
);

const cruiser = readFileSync(join(packageRoot, '.dependency-cruiser.cjs'), 'utf8');
const chain = [...(/const chain = \[([^\]]+)\]/.exec(cruiser)?.[1] ?? '').matchAll(/'([\w-]+)'/g)].map(
  ([, domain]) => domain ?? '',
);

const views = viewsOf(readFileSync(join(packageRoot, 'migrations/schema.sql'), 'utf8'));

describe('a row of a statement has the type of its entity', () => {
  it('no type written by hand repeats a column', () => {
    expect(handWrittenRows(sources, chain, views)).toEqual([]);
  });

  const team = {
    file: 'libs/staffing/team.entity.ts',
    text: `@Entity('team') class TeamEntity {\n  readonly id: string;\n  readonly name: string;\n}`,
  };
  const columnsIn = (text: string, ...others: Source[]): (readonly string[])[] =>
    handWrittenRows([team, { file: 'libs/staffing/x.ts', text }, ...others], chain, [
      { name: 'busy_team', tables: ['team', 'lane'] },
    ]).map(({ columns }) => columns);

  it.each([
    ['a literal', 'tx.one<{ id: string }>(`SELECT id FROM team`)', ['team.id']],
    [
      'an interface',
      'interface Row { id: string; name: string } tx.rows<Row>(`SELECT * FROM team`)',
      ['team.id', 'team.name'],
    ],
    ['a part', 'tx.rows<Pick<TeamEntity, "id"> & { name: string }>(`SELECT * FROM team`)', ['team.name']],
    [
      'a statement put together',
      'const all = `SELECT id FROM team`; tx.rows<{ id: string }>(`${all} WHERE true`)',
      ['team.id'],
    ],
    ['a view', 'tx.one<{ id: string }>(`SELECT id FROM busy_team`)', ['team.id']],
    ['a statement that writes', 'tx.one<{ id: string }>(`UPDATE team SET name = $1 RETURNING id`)', ['team.id']],
    [
      'a named statement',
      `database.statement<{ id: string }>('staff', 'teams', 'SELECT id FROM team', [])`,
      ['team.id'],
    ],
  ])('%s that repeats one is found', (_, text, columns) => {
    expect(columnsIn(text)).toEqual([columns]);
  });

  it('an interface and a text of another file are found where they are imported', () => {
    const row = {
      file: 'libs/staffing/row.ts',
      text: 'export interface Row { id: string } export const of = `FROM team`;',
    };
    expect(columnsIn("import { type Row, of } from './row.js'; tx.rows<Row>(`SELECT id ${of}`)", row)).toEqual([
      ['team.id'],
    ]);
    expect(columnsIn('tx.rows<Row>(`SELECT id ${of}`)', row)).toEqual([]);
  });

  it('a domain further left does not know the entity, a domain further right does', () => {
    const read = (domain: string): number => {
      const source = { file: `libs/${domain}/y.ts`, text: 'tx.one<{ id: string }>(`SELECT id FROM team`)' };
      return handWrittenRows([team, source], chain).length;
    };
    expect([read('people'), read('policies')]).toEqual([0, 1]);
  });

  it.each([
    ['taken from the entity', 'tx.one<Pick<TeamEntity, "id">>(`SELECT id FROM team`)'],
    ['looked up in the entity', 'tx.one<{ id: TeamEntity["id"] | null }>(`SELECT id FROM team`)'],
    ['made by the statement', 'tx.one<{ name: string }>(`SELECT upper(name) AS name FROM team`)'],
    ['of another table', 'tx.one<{ id: string }>(`SELECT id FROM lane`)'],
  ])('%s is no repetition', (_, text) => {
    expect(columnsIn(text)).toEqual([]);
  });
});
