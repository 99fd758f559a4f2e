import { type Tx } from '#database';
import { documentKinds } from '#documents';
import { evidenceOf, expensesOf, type NeededPaper, type StoredExpense, type ExpenseEntity } from '#expenses';
import { hasEnded, type IncidentRow } from '#incidents';
import { dayInJapan, type Words } from '#kernel';
import { accountsWanted } from '#payments';
import { daysAfter } from '#platform';
import type { InformationRequestEntity } from '#decisions';
import { openAsks } from './case-message.reads.js';
import {
  accountTexts,
  messageAsked,
  ofLine,
  papersLocked,
  papersMissing,
  questionAsked,
  type RequestCode,
} from './request-words.js';

/** Days for sending papers and naming accounts; a question has its own day. */
const usualDays = 14;

/** One open request of the insurer to the institution of a case. Days of Japan. */
export interface Request {
  readonly code: RequestCode;
  readonly incidentId: string;
  /** null: it is about no single line. */
  readonly expenseId: string | null;
  readonly line: number | null;
  readonly textJa: string;
  readonly textEn: string;
  readonly dueOn: string;
  /** The keys of the things asked for, each unique for ever. */
  readonly about: readonly string[];
}

/** A case; one that has ended is asked for accounts, and by messages. */
type CaseOf = Pick<IncidentRow, 'id' | 'state' | 'facts'>;

/** The open requests to the institutions of these cases: messages, questions, papers, accounts; by case and line. */
export async function requestsOf(tx: Tx, incidents: readonly CaseOf[]): Promise<Request[]> {
  const open = incidents.filter((incident) => !hasEnded(incident));
  const ids = incidents.map(({ id }) => id);
  const [messages, questions, papers, accounts] = await tx.together([
    messagesAsked(tx, ids),
    questionsAsked(
      tx,
      open.map(({ id }) => id),
    ),
    papersAsked(tx, open),
    accountsAsked(tx, ids),
  ]);
  return [...messages, ...questions, ...papers, ...accounts];
}

async function messagesAsked(tx: Tx, caseIds: readonly string[]): Promise<Request[]> {
  return (await openAsks(tx, caseIds)).map(({ id, incident_id, asks_by }) => ({
    code: 'message',
    ...{ incidentId: incident_id, expenseId: null, line: null },
    ...bothTexts(messageAsked),
    dueOn: asks_by,
    about: [`message:${id}`],
  }));
}

async function questionsAsked(tx: Tx, caseIds: readonly string[]): Promise<Request[]> {
  const rows = await tx.rows<
    Pick<InformationRequestEntity, 'id' | 'incident_id' | 'expense_id' | 'due_on'> & Pick<ExpenseEntity, 'line'>
  >(
    `SELECT q.id, q.incident_id, q.expense_id, e.line, q.due_on
       FROM information_request q
       JOIN expense e ON e.id = q.expense_id
      WHERE q.incident_id = ANY ($1) AND q.answered_at IS NULL AND q.closed_at IS NULL
        AND e.state = 'information-requested'
      ORDER BY q.incident_id, e.line, q.asked_at, q.id`,
    [caseIds],
  );
  return rows.map(({ id, incident_id, expense_id, line, due_on }) => ({
    code: 'question',
    incidentId: incident_id,
    expenseId: expense_id,
    line,
    ...bothTexts(ofLine(line, questionAsked)),
    dueOn: due_on,
    about: [`question:${id}`],
  }));
}

/** States of lines before a decision, for which papers are asked. */
const papersWanted: readonly string[] = [
  'submitted',
  'routed',
  'in-review',
  'information-requested',
  'proposed',
  'appealed',
];

async function papersAsked(tx: Tx, incidents: readonly CaseOf[]): Promise<Request[]> {
  const expenses = (
    await expensesOf(
      tx,
      incidents.map(({ id }) => id),
    )
  ).filter(({ state }) => papersWanted.includes(state));
  // of the facts, this one alone decides which papers are needed
  const confirmed = (incident: CaseOf): boolean => incident.facts.attackConfirmed === true;
  const asked: Request[] = [];
  for (const isConfirmed of [true, false]) {
    const cases = incidents.filter((incident) => confirmed(incident) === isConfirmed).map(({ id }) => id);
    const theirs = expenses.filter(({ incident_id }) => cases.includes(incident_id));
    if (theirs.length === 0) continue;
    const evidence = await evidenceOf(tx, { facts: { attackConfirmed: isConfirmed } }, theirs);
    asked.push(...theirs.flatMap((expense) => papersOfLine(expense, evidence.get(expense.id)?.needed ?? [])));
  }
  return asked.toSorted((a, b) => compare(a.incidentId, b.incidentId) || (a.line ?? 0) - (b.line ?? 0));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The requests for papers of one line: those that have not arrived, and those that cannot be opened. */
export function papersOfLine(
  { id, incident_id, line, submitted_at }: Pick<StoredExpense, 'id' | 'incident_id' | 'line' | 'submitted_at'>,
  needed: readonly NeededPaper[],
): Request[] {
  const wanting = needed.filter(({ waived, receivedOn }) => !waived && receivedOn === null);
  const missing = wanting.filter(({ locked }) => !locked);
  const locked = wanting.filter((paper) => paper.locked);
  const request = (papers: readonly NeededPaper[], what: string, words: (papers: Words) => Words): Request[] =>
    papers.length === 0
      ? []
      : [
          {
            code: 'papers',
            incidentId: incident_id,
            expenseId: id,
            line,
            ...bothTexts(ofLine(line, words(namesOf(papers)))),
            dueOn: daysAfter(dayInJapan(submitted_at), usualDays),
            about: papers.map(({ kind }) => `${what}:${id}:${kind}`),
          },
        ];
  return [...request(missing, 'paper', papersMissing), ...request(locked, 'locked-paper', papersLocked)];
}

const namesOf = (papers: readonly NeededPaper[]): Words => ({
  ja: papers.map(({ kind }) => documentKinds[kind].ja).join('、'),
  en: papers.map(({ kind }) => documentKinds[kind].en).join(', '),
});

const bothTexts = ({ ja, en }: Words): Pick<Request, 'textJa' | 'textEn'> => ({ textJa: ja, textEn: en });

async function accountsAsked(tx: Tx, caseIds: readonly string[]): Promise<Request[]> {
  const wanted = await accountsWanted(tx, caseIds);
  const lines = await tx.rows<Pick<ExpenseEntity, 'id' | 'line'>>('SELECT id, line FROM expense WHERE id = ANY ($1)', [
    wanted.flatMap(({ why, expenseIds }) => (why === 'returned' ? expenseIds : [])),
  ]);
  return wanted.map(({ name, incidentId, expenseIds, since, why }) => {
    const own = why === 'returned' ? lines.find(({ id }) => expenseIds.includes(id)) : undefined;
    return {
      ...accountTexts[why](own?.line ?? null),
      incidentId,
      expenseId: own?.id ?? null,
      line: own?.line ?? null,
      dueOn: daysAfter(dayInJapan(since), usualDays),
      about: [name],
    };
  });
}
