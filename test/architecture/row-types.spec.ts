import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';
import { handWrittenRows, type Source } from '../support/hand-written-rows.js';

const sources: Source[] = ['libs', 'apps'].flatMap((folder) =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('web/'))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(packageRoot, folder, file), 'utf8') })),
);

/** Files whose rows still repeat columns; the list only gets shorter. */
const open: readonly string[] = [
  'libs/database/database.ts',
  'libs/decisions/move-repayment.ts',
  'libs/decisions/repayment-room.ts',
  'libs/decisions/screening.ts',
  'libs/documents/document.ts',
  'libs/documents/move-erasure.ts',
  'libs/expenses/claimant.ts',
  'libs/expenses/duplicates.ts',
  'libs/expenses/evidence.ts',
  'libs/expenses/expense.store.ts',
  'libs/expenses/expense.ts',
  'libs/expenses/line-consent.ts',
  'libs/expenses/move-expense.ts',
  'libs/expenses/named-approval.ts',
  'libs/expenses/pre-approval-authority.ts',
  'libs/expenses/pre-approval-limits.ts',
  'libs/expenses/pre-approval.ts',
  'libs/expenses/ruling.ts',
  'libs/expenses/transfer.ts',
  'libs/facilities/facility-listing.ts',
  'libs/facilities/facility.reads.ts',
  'libs/facilities/institution.reads.ts',
  'libs/facilities/move-import-run.ts',
  'libs/incidents/facts-in-time.ts',
  'libs/incidents/institution-name.ts',
  'libs/incidents/move-incident.ts',
  'libs/limits/ledger.ts',
  'libs/operations/metrics.ts',
  'libs/operations/readiness.ts',
  'libs/overview/facts.reads.ts',
  'libs/payments/reconciliation.reads.ts',
  'libs/people/create-person.ts',
  'libs/people/depart-person.ts',
  'libs/people/known-devices.ts',
  'libs/people/person.reads.ts',
  'libs/people/person.store.ts',
  'libs/people/role-grant.reads.ts',
  'libs/people/role-grant.store.ts',
  'libs/people/roles-in-force.ts',
  'libs/people/session-reader.ts',
  'libs/people/sessions.ts',
  'libs/people/set-password.ts',
  'libs/people/sign-in-refusals.ts',
  'libs/policies/insured-institution.ts',
  'libs/policies/neighbouring-periods.ts',
  'libs/policies/period.ts',
  'libs/policies/policy.reads.ts',
  'libs/policies/policyholder-contract.ts',
  'libs/queue/delivery.ts',
  'libs/queue/publication.ts',
  'libs/queue/sweep.ts',
  'libs/staffing/change-lane.ts',
  'libs/staffing/desk.reads.ts',
  'libs/staffing/staffing.reads.ts',
  'libs/terms/product-terms.ts',
  'libs/terms/terms-entry.store.ts',
  'libs/terms/terms-entry.ts',
];

describe('a row of a statement has the type of its entity', () => {
  it('no type written by hand repeats a column', () => {
    const found = handWrittenRows(sources);
    expect(found.filter(({ file }) => !open.includes(file))).toEqual([]);
    // what is done leaves the list
    expect(open.filter((file) => found.every((row) => row.file !== file))).toEqual([]);
  });

  const team = {
    file: 'libs/staffing/team.entity.ts',
    text: `@Entity('team') class TeamEntity {\n  readonly id: string;\n  readonly name: string;\n}`,
  };
  const columnsIn = (text: string, ...others: Source[]): (readonly string[])[] =>
    handWrittenRows([team, { file: 'libs/staffing/x.ts', text }, ...others]).map(({ columns }) => columns);

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

  it.each([
    ['taken from the entity', 'tx.one<Pick<TeamEntity, "id">>(`SELECT id FROM team`)'],
    ['looked up in the entity', 'tx.one<{ id: TeamEntity["id"] | null }>(`SELECT id FROM team`)'],
    ['made by the statement', 'tx.one<{ name: string }>(`SELECT upper(name) AS name FROM team`)'],
    ['of another table', 'tx.one<{ id: string }>(`SELECT id FROM lane`)'],
  ])('%s is no repetition', (_, text) => {
    expect(columnsIn(text)).toEqual([]);
  });
});
