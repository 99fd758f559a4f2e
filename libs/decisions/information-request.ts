import type { Tx } from '#database';
import { expenseById, expenseMover, linkEvidence, openExpense, type StoredExpense } from '#expenses';
import { caseFile, type CaseFile } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { daysAfter } from '#platform';
import { Problem } from '#problems';
import { acceptedItem } from '#routing';
import { InformationRequestEntity } from './information-request.entity.js';

/** Days for an answer unless the question names a day. */
const usualDays = 14;
/** One reminder after half the time, one when the time is over. */
export const mostReminders = 2;
export const dayMs = 86_400_000;

// also read in an institution's session, which has grants by column
const columns = [
  'id',
  'expense_id',
  'incident_id',
  'question',
  'asked_at',
  'due_on',
  'reminders',
  'answer',
  'answered_at',
  'closed_at',
] as const satisfies readonly (keyof InformationRequestEntity)[];
const columnList = columns.join(', ');

/** A question to the claimant. Days are Japan's. */
export type QuestionRow = Pick<InformationRequestEntity, (typeof columns)[number]>;

/** A question with who asked it and who closed it without an answer; null for readers outside the insurer. */
export type AskedQuestion = QuestionRow & {
  readonly asked_by_name: string | null;
  readonly closed_by_name: string | null;
};

/** The questions asked about an expense, oldest first. */
export async function questionsAbout(tx: Tx, expenseId: string): Promise<AskedQuestion[]> {
  const nameOf = (column: string): string =>
    tx.actor.side === 'insurer' ? `(SELECT p.display_name FROM person p WHERE p.id = ${column})` : 'NULL::text';
  return tx.rows<AskedQuestion>(
    `SELECT ${columnList}, ${nameOf('asked_by')} AS asked_by_name, ${nameOf('closed_by')} AS closed_by_name
       FROM information_request
      WHERE expense_id = $1
      ORDER BY asked_at, id`,
    [expenseId],
  );
}

/** How many reminders are still to be sent before the question may be closed without an answer. */
export function remindersLeft({ reminders }: Pick<QuestionRow, 'reminders'>): number {
  return Math.max(0, mostReminders - reminders);
}

async function questionById(tx: Tx, id: string): Promise<QuestionRow> {
  const row = await tx.one<QuestionRow>(`SELECT ${columnList} FROM information_request WHERE id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return row;
}

type QuestionEvent = 'information.requested' | 'information.answered' | 'information.reminded';

/**
 * Asks the claimant; the expense waits for the answer. Throws `decisions.not-in-review`, `decisions.not-yours`,
 * `decisions.day-passed`.
 */
export async function askInformation(
  tx: Tx,
  expenseId: string,
  { question, dueOn }: { readonly question: string; readonly dueOn?: string },
): Promise<void> {
  const { file: incident, expense } = await openExpense(tx, expenseId);
  if (expense.state !== 'in-review') throw new Problem('decisions.not-in-review');
  const by = await holderOf(tx, expense);
  const today = dayInJapan(tx.now);
  const due = dueOn ?? daysAfter(today, usualDays);
  if (due <= today)
    throw new Problem('decisions.day-passed', { errors: [{ pointer: '/dueOn', code: 'decisions.day-passed' }] });
  const id = newId();
  const half = new Date((tx.now.getTime() + endOfDay(due)) / 2);
  await tx.insert(InformationRequestEntity, {
    ...{ id, expense_id: expenseId, incident_id: incident.id, institution_id: incident.institution_id },
    ...{ question, asked_by: tx.actor.id, asked_at: tx.now, due_on: due, remind_at: half },
  });
  await expenseMover.move(tx, incident, [expense], { to: 'information-requested', by, said: { act: 'asked' } });
  recordQuestion(tx, incident, expense, { id, event: 'information.requested', after: { question, dueOn: due } });
}

// the day is over at midnight in Japan
export const endOfDay = (due: string): number => Date.parse(`${due}T15:00:00Z`);

/** As what the actor works on an expense: as its assignee, or as a senior adjuster. Throws `decisions.not-yours`. */
export async function holderOf(tx: Tx, { id }: StoredExpense): Promise<'assignee' | 'senior-adjuster'> {
  const item = await acceptedItem(tx, id);
  if (item?.assignee_id === tx.actor.id) return 'assignee';
  if (!tx.actor.roles.includes('senior-adjuster')) throw new Problem('decisions.not-yours');
  return 'senior-adjuster';
}

/**
 * The claimant answers, with papers; the expense is in review again. Throws `decisions.question-ended`,
 * `documents.not-found`.
 */
export async function answerInformation(
  tx: Tx,
  id: string,
  { answer, documentIds = [] }: { readonly answer: string; readonly documentIds?: readonly string[] },
): Promise<string> {
  const question = await questionById(tx, id);
  const file = await caseFile(tx, question.incident_id);
  const answered = await tx.one<{ done: boolean }>('SELECT answer_information($1, $2) AS done', [id, answer]);
  if (!answered?.done) throw new Problem('decisions.question-ended');
  for (const documentId of documentIds) await linkEvidence(tx, documentId, [question.expense_id]);
  const expense = await expenseById(tx, question.expense_id);
  if (expense.state === 'information-requested')
    await expenseMover.move(tx, file, [expense], { to: 'in-review', said: { act: 'answered' } });
  recordQuestion(tx, file, expense, { id, event: 'information.answered', after: { answer, documentIds } });
  return question.expense_id;
}

/**
 * Closes a question without an answer, after the last reminder, by the assignee. Throws `decisions.question-ended`,
 * `decisions.reminders-left`.
 */
export async function closeInformation(tx: Tx, id: string): Promise<string> {
  const before = await questionById(tx, id);
  const incident = await caseFile(tx, before.incident_id);
  const question = await questionById(tx, id);
  const expense = await expenseById(tx, question.expense_id);
  if (question.answered_at !== null || question.closed_at !== null) throw new Problem('decisions.question-ended');
  const by = await holderOf(tx, expense);
  if (remindersLeft(question) > 0) throw new Problem('decisions.reminders-left');
  const set = { closed_by: tx.actor.id, closed_at: tx.now, remind_at: null };
  await tx.update(InformationRequestEntity, { id }, set);
  if (expense.state === 'information-requested')
    await expenseMover.move(tx, incident, [expense], { to: 'in-review', by, said: { act: 'question-closed' } });
  recordQuestion(tx, incident, expense, { id, event: null, after: { closed: true } });
  return expense.id;
}

export function recordQuestion(
  tx: Tx,
  file: CaseFile,
  expense: StoredExpense,
  { id, event, after }: { readonly id: string; readonly event: QuestionEvent | null; readonly after: object },
): void {
  const kind = event === null ? 'information-closed' : event.replace('.', '-');
  tx.record(file, {
    timeline: { kind, audience: 'all', data: { line: expense.line, requestId: id } },
    event: event === null ? [] : { type: event, payload: { requestId: id } },
    audit: event === 'information.reminded' ? [] : { action: kind.replace('-', '.'), subject: id, after },
  });
}
