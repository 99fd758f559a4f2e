import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { supportRequestMachine, supportStateNames } from '#emergency-support';
import { roleNames, roles, type Machine } from '#kernel';
import {
  createLog,
  Database,
  deliveriesOf,
  movers,
  packageRoot,
  permissions,
  problemCodes,
  readConfig,
  reachOf,
  settings,
  subscriptions,
  type EventPayloads,
  type EventType,
  type Permission,
} from '#platform';
import { createHttpApp, openApiOf } from '../api/http-app.js';
import { made, table } from './markdown.js';
import { rulesPage } from './rules-page.js';

/** Pages that are made from the code, by their path: a change of the code shows in review. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['docs/permissions.md', permissionsPage()],
    ['docs/settings.md', settingsPage()],
    ['docs/problem-codes.md', problemsPage()],
    ['docs/states.md', statesPage()],
    ['migrations/state-moves.json', stateMoves()],
    ['docs/events.md', eventsPage()],
    ['docs/rules.md', rulesPage()],
    ['apps/api/openapi.json', await openApiDocument()],
  ]);
}

/** Writes the pages, or with `check` names those that are not fresh. */
export async function generate(check: boolean): Promise<string[]> {
  const stale: string[] = [];
  for (const [path, text] of await generatedPages()) {
    const file = join(packageRoot, path);
    if (check) {
      if (readOr(file) !== text) stale.push(path);
    } else {
      writeFileSync(file, text);
    }
  }
  return stale;
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function permissionsPage(): string {
  const rows = (Object.keys(permissions) as Permission[]).map((name) => [
    `\`${name}\``,
    `${permissions[name].ja}<br>${permissions[name].en}`,
    ...roles.map((role) => reachOf(name, role) ?? '–'),
  ]);
  return `# 権限 Permissions\n\n${made}own, clients, session: held by row security in the database. in-charge, lane, lead: looked at by the use case. all: without bound.\n\n${table(['right', '', ...roles.map((role) => `${roleNames[role].ja}<br>${role}`)], rows)}\n`;
}

function settingsPage(): string {
  return `# 設定 Settings\n\n${made}${table(
    ['variable', 'meaning', 'when absent'],
    settings.map((setting) => [`\`${setting.name}\``, setting.meaning, setting.whenAbsent]),
  )}\n`;
}

function problemsPage(): string {
  return `# 拒否のコード Problem codes\n\n${made}Codes are stable for ever. Bodies are application/problem+json (RFC 9457).\n\n${table(
    ['code', 'status', '日本語', 'English'],
    Object.entries(problemCodes).map(([code, text]) => [`\`${code}\``, String(text.status), text.ja, text.en]),
  )}\n`;
}

/** Machines whose moves are not carried out by a mover yet. */
const unmoved: readonly MachineShown[] = [
  { title: { ja: '緊急時サポート', en: 'Support request' }, machine: supportRequestMachine, names: supportStateNames },
];

interface MachineShown {
  readonly machine: Machine<string>;
  readonly title: { readonly ja: string; readonly en: string };
  readonly names: Readonly<Record<string, { readonly ja: string; readonly en: string }>>;
}

const machines = (): MachineShown[] =>
  [...unmoved, ...movers].toSorted((a, b) => (a.machine.name < b.machine.name ? -1 : 1));

function statesPage(): string {
  return `# 状態と手続 States and moves\n\n${made}${machines()
    .map(
      ({ title, machine, names }) =>
        `## ${title.ja} ${title.en}\n\n${table(
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

/** The database's table of moves: one line a move, so that a change shows as what it is. */
function stateMoves(): string {
  const lines = machines().flatMap(({ machine }) =>
    machine.moves.map(({ from, to, by }) => JSON.stringify({ machine: machine.name, from, to, by })),
  );
  return `[\n${lines.join(',\n')}\n]\n`;
}

// one expense, one item: enough to see where each event's letters go
const samples: { readonly [T in EventType]: EventPayloads[T] } = {
  'incident.reported': { factsVersion: 1, expenses: [{ id: 'expense', lane: 'forensics' }], namesVendors: true },
  'expenses.submitted': { expenses: [{ id: 'expense', lane: 'forensics' }] },
  'incident.facts-changed': { factsVersion: 2, names: ['involvedVendors'] },
  'expense.consented': { expenseId: 'expense' },
  'expense.corrected': { expenseId: 'expense', lane: 'forensics', names: ['amountYen'] },
  'incident.outlook-settled': { factsVersion: 1, outlookId: 'outlook' },
  'incident.outlook-corrected': { correctionId: 'correction' },
  'incident.triaged': { version: 2 },
  'incident.opened': { version: 3 },
  'incident.withdrawn': { version: 2 },
  'incident.matched': { version: 2 },
  'incident.merged': { intoId: 'case' },
  'desk-call.recorded': { callId: 'call' },
  'phase.changed': { phase: 'investigation', to: 'active' },
  'expense.routed': { expenseId: 'expense', workItemId: 'item', version: 1, lane: 'forensics', offered: true },
  'expense.supplemented': { expenseId: 'expense', lane: 'forensics' },
  'expense.appealed': { expenseId: 'expense', lane: 'forensics' },
  'information.requested': { requestId: 'request' },
  'information.reminded': { requestId: 'request' },
  'information.answered': { requestId: 'request' },
  'pre-approval.requested': { preApprovalId: 'pre-approval' },
  'pre-approval.answered': { preApprovalId: 'pre-approval', state: 'pre-approved' },
  'pre-approval.withdrawn': { preApprovalId: 'pre-approval' },
  'document.received': { documentId: 'document' },
  'document.opened': { documentId: 'document' },
  'expense.evidence-linked': { documentId: 'document', expenseIds: ['expense'] },
  'expense.proposed': { expenseId: 'expense', decisionId: 'decision' },
  'expense.decided': { expenseId: 'expense', decisionId: 'decision', state: 'approved' },
  'expense.withdrawn': { expenseId: 'expense', policyId: 'period', institutionId: 'institution' },
  'assessment-task.opened': { taskId: 'task' },
  'repayment.moved': { repaymentId: 'repayment', state: 'demanded' },
  'false-facts.moved': { falseFactsId: 'finding', expenseId: 'expense', state: 'signed' },
  'payment.clock-moved': { expenseId: 'expense', kind: 'payment-extended' },
  'payment.moved': { paymentId: 'payment', state: 'scheduled' },
  'work-item.offered': { workItemId: 'item', version: 2, lane: 'forensics' },
  'work-item.accepted': { workItemId: 'item', version: 2 },
  'work-item.unassigned': { workItemId: 'item', version: 1, lane: 'forensics' },
  'support-request.opened': { supportRequestIds: ['request'] },
  'support-request.withdrawn': { supportRequestIds: ['request'] },
  'person.left': { personId: 'person', leavesAt: '2026-01-01T00:00:00.000Z' },
  'role.ended': { personId: 'person', grantId: 'grant' },
  'roster.changed': { personId: 'person', at: '2026-01-01T00:00:00.000Z' },
  'work-items.handed-over': { personId: 'person', more: true },
  'incident.adjuster-changed': { version: 4, adjusterId: 'person' },
  'policy.changed': { policyId: 'period', institutionId: 'institution' },
  'limits.posted': { policyId: 'period', institutionId: 'institution' },
  'incident.policy-changed': { policyId: 'period' },
};

function eventsPage(): string {
  const rows = (Object.keys(subscriptions) as EventType[]).map((type) => {
    const letters = deliveriesOf({ id: 'event', createdAt: '', incidentId: 'case', type, payload: samples[type] });
    return [
      `\`${type}\` v1`,
      Object.keys(samples[type]).join(', '),
      letters
        .map(
          (letter) =>
            `${letter.job} → ${letter.queue === 'cases' ? 'cases' : 'its lane'}${letter.dueAt ? ' (at its due time)' : ''}`,
        )
        .join('<br>') || '–',
    ];
  });
  return `# 出来事 Events\n\n${made}Events carry ids and versions only, never names, diagnoses or account numbers.\n\n${table(['event', 'carries', 'leads to'], rows)}\n`;
}

// nothing connects: pools open when they are first used
async function openApiDocument(): Promise<string> {
  const nobody = 'postgres://nobody@127.0.0.1:1/none';
  const nowhere = new Database({ staffUrl: nobody, institutionUrl: nobody, accessUrl: nobody }, 2);
  const app = await createHttpApp(readConfig({ SONAE_ENV: 'development' }), createLog('fatal'), nowhere);
  const document = openApiOf(app);
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}
