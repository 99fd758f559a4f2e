import { documentKinds } from '#documents';
import { evidenceOf, expensesOf, type NeededPaper, type StoredExpense } from '#expenses';
import { hasEnded, type IncidentRow } from '#incidents';
import { dayInJapan } from '#kernel';
import { daysLater, type Tx } from '#platform';

/** What an institution is asked for. */
export const requestCodes = ['question', 'papers', 'account', 'account-again'] as const;
export type RequestCode = (typeof requestCodes)[number];

/** Days in which papers and accounts are asked for; a question names its own day. */
const usualDays = 14;

/** One thing that the insurer asks of the institution of a case, and that has not come. Days of Japan. */
export interface Request {
  readonly code: RequestCode;
  readonly incidentId: string;
  /** null: it concerns no single line. */
  readonly expenseId: string | null;
  readonly line: number | null;
  readonly textJa: string;
  readonly textEn: string;
  readonly dueOn: string;
  /** The single things in it, each under a name of its own for ever. */
  readonly about: readonly string[];
}

/** Which cases are looked at; those that have ended ask for nothing but where their money shall go. */
type CaseOf = Pick<IncidentRow, 'id' | 'state' | 'facts'>;

/** Everything that is asked of the institutions of these cases now: questions, papers, accounts; by case and line. */
export async function requestsOf(tx: Tx, incidents: readonly CaseOf[], now: Date): Promise<Request[]> {
  const open = incidents.filter((incident) => !hasEnded(incident));
  const [questions, papers, accounts] = await Promise.all([
    questionsAsked(
      tx,
      open.map(({ id }) => id),
    ),
    papersAsked(tx, open, now),
    accountsAsked(
      tx,
      incidents.map(({ id }) => id),
    ),
  ]);
  return [...questions, ...papers, ...accounts];
}

async function questionsAsked(tx: Tx, caseIds: readonly string[]): Promise<Request[]> {
  const rows = await tx.rows<{ id: string; incident_id: string; expense_id: string; line: number; due_on: string }>(
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
    textJa: `明細${line}：照会にご回答ください`,
    textEn: `Line ${line}: please answer our question`,
    dueOn: due_on,
    about: [`question:${id}`],
  }));
}

/** Papers of lines on which nobody has decided. */
const papersWanted: readonly string[] = [
  'submitted',
  'routed',
  'in-review',
  'information-requested',
  'proposed',
  'appealed',
];

async function papersAsked(tx: Tx, incidents: readonly CaseOf[], now: Date): Promise<Request[]> {
  const expenses = (
    await expensesOf(
      tx,
      incidents.map(({ id }) => id),
    )
  ).filter(({ state }) => papersWanted.includes(state));
  // of the facts only this decides which papers are needed
  const confirmed = (incident: CaseOf): boolean => incident.facts.attackConfirmed === true;
  const asked: Request[] = [];
  for (const isConfirmed of [true, false]) {
    const cases = incidents.filter((incident) => confirmed(incident) === isConfirmed).map(({ id }) => id);
    const theirs = expenses.filter(({ incident_id }) => cases.includes(incident_id));
    if (theirs.length === 0) continue;
    const evidence = await evidenceOf(tx, { facts: { attackConfirmed: isConfirmed } }, theirs, now);
    asked.push(...theirs.flatMap((expense) => papersOfLine(expense, evidence.get(expense.id)?.needed ?? [])));
  }
  return asked.toSorted((a, b) => compare(a.incidentId, b.incidentId) || (a.line ?? 0) - (b.line ?? 0));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What is asked for of one line: the papers that did not come, and those that nobody can open. */
export function papersOfLine(
  { id, incident_id, line, submitted_at }: Pick<StoredExpense, 'id' | 'incident_id' | 'line' | 'submitted_at'>,
  needed: readonly NeededPaper[],
): Request[] {
  const wanting = needed.filter(({ waived, receivedOn }) => !waived && receivedOn === null);
  const names = (papers: readonly NeededPaper[], language: 'ja' | 'en'): string =>
    papers.map(({ kind }) => documentKinds[kind][language]).join(language === 'ja' ? '、' : ', ');
  const missing = wanting.filter(({ locked }) => !locked);
  const locked = wanting.filter((paper) => paper.locked);
  const request = (papers: readonly NeededPaper[], what: string, textJa: string, textEn: string): Request[] =>
    papers.length === 0
      ? []
      : [
          {
            code: 'papers',
            incidentId: incident_id,
            expenseId: id,
            line,
            textJa: `明細${line}：${textJa}`,
            textEn: `Line ${line}: ${textEn}`,
            dueOn: daysLater(dayInJapan(submitted_at), usualDays),
            about: papers.map(({ kind }) => `${what}:${id}:${kind}`),
          },
        ];
  return [
    ...request(
      missing,
      'paper',
      `${names(missing, 'ja')}をお送りください`,
      `please send us the following: ${names(missing, 'en')}`,
    ),
    ...request(
      locked,
      'locked-paper',
      `${names(locked, 'ja')}はパスワードで開けません。パスワードのないファイルをお送りいただくか、お電話でパスワードをお知らせください`,
      `we cannot open the following without a password: ${names(locked, 'en')}. Please send it without one, or tell us by telephone`,
    ),
  ];
}

/** SQL, a condition: the institution in this expression has no account of its own that is confirmed or being confirmed. */
const noAccount = (institution: string): string =>
  `NOT EXISTS (SELECT FROM payee_account c
     WHERE c.institution_id = ${institution} AND c.claimant_id IS NULL AND c.vendor_name IS NULL
       AND c.decision IS DISTINCT FROM 'refused')`;

/** SQL, text: an account is asked for once, and once more after each that was refused. */
const accountName = (institution: string): string =>
  `'account:' || ${institution} || coalesce((SELECT ':' || c.id FROM payee_account c
     WHERE c.institution_id = ${institution} AND c.claimant_id IS NULL AND c.vendor_name IS NULL AND c.decision = 'refused'
     ORDER BY c.decided_at DESC, c.id DESC LIMIT 1), '')`;

/** SQL: approved lines that are paid to an institution which has no account; `e` the line, `r` its final ruling. */
export const linesWithoutAccount = `expense e
  JOIN LATERAL (SELECT x.ruling, x.amount_yen, x.final_at FROM ruling x
                 WHERE x.expense_id = e.id ORDER BY x.ruled_at DESC LIMIT 1) r
    ON r.ruling = 'approved' AND r.amount_yen > 0 AND r.final_at <= clock_timestamp()
 WHERE e.state = 'approved' AND e.pay_to IS DISTINCT FROM 'victim' AND ${noAccount('e.institution_id')}`;

/** SQL, text: under which name the account of such a line is asked for. */
export const accountOfLine = accountName('e.institution_id');

async function accountsAsked(tx: Tx, caseIds: readonly string[]): Promise<Request[]> {
  const [needed, returned] = await Promise.all([
    tx.rows<{ incident_id: string; since: Date; about: string }>(
      `SELECT e.incident_id, min(r.final_at) AS since, min(${accountOfLine}) AS about
         FROM ${linesWithoutAccount} AND e.incident_id = ANY ($1)
        GROUP BY e.incident_id
        ORDER BY e.incident_id`,
      [caseIds],
    ),
    tx.rows<{ id: string; incident_id: string; expense_id: string; line: number; returned_on: string }>(
      `SELECT p.id, p.incident_id, p.expense_id, e.line, p.returned_on
         FROM payment p
         JOIN expense e ON e.id = p.expense_id
         JOIN payee_account a ON a.id = p.account_id AND a.claimant_id IS NULL AND a.vendor_name IS NULL
        WHERE p.incident_id = ANY ($1) AND p.state IN ('returned','set-aside') AND p.returned_on IS NOT NULL
          AND NOT EXISTS (SELECT FROM payee_account c
                           WHERE c.institution_id = p.institution_id AND c.claimant_id IS NULL AND c.vendor_name IS NULL
                             AND c.entered_at > a.entered_at AND c.decision IS DISTINCT FROM 'refused')
        ORDER BY p.incident_id, e.line, p.id`,
      [caseIds],
    ),
  ]);
  return [
    ...needed.map(({ incident_id, since, about }): Request => ({
      code: 'account',
      incidentId: incident_id,
      expenseId: null,
      line: null,
      textJa: 'お支払いが決まった費用があります。振込先口座を登録してください',
      textEn: 'Expenses were approved: please enter the account to be paid to',
      dueOn: daysLater(dayInJapan(since), usualDays),
      about: [about],
    })),
    ...returned.map(({ id, incident_id, expense_id, line, returned_on }): Request => ({
      code: 'account-again',
      incidentId: incident_id,
      expenseId: expense_id,
      line,
      textJa: `明細${line}：お振込みができませんでした。振込先口座をもう一度登録してください`,
      textEn: `Line ${line}: the transfer came back. Please enter the account to be paid to once more`,
      dueOn: daysLater(returned_on, usualDays),
      about: [`account-again:${id}:${returned_on}`],
    })),
  ];
}
