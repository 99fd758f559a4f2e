import type { StoredExpense, PreApprovalEntity } from '#expenses';
import { hasEnded, type IncidentRow } from '#incidents';
import { callBackOf, type DeskCall } from '#intake';
import { dayInJapan, groupBy } from '#kernel';
import type { Config } from '#platform';
import { promiseWords } from './promise-words.js';
import type { PromiseDto } from './promises.dto.js';
import type { PaymentEntity } from '#payments';

/** The rows from which the promises of a case follow. Days are Japan's. */
export interface PromiseRows {
  readonly incident: Pick<IncidentRow, 'state' | 'channel' | 'reported_at' | 'outlook'>;
  readonly calls: readonly DeskCall[];
  /** Unanswered requests for pre-approval: they have no number yet, so the sentence names category and amount. */
  readonly preApprovals: readonly Pick<PreApprovalEntity, 'category' | 'amount_yen' | 'answer_due_at'>[];
  readonly expenses: readonly Pick<StoredExpense, 'id' | 'line' | 'state' | 'category'>[];
  /** Payments that are not stopped. */
  readonly payments: readonly Pick<PaymentEntity, 'expense_id' | 'state' | 'pay_by'>[];
  /** Whether an account of the institution is still to be confirmed, and whether one is confirmed. */
  readonly account: { readonly waiting: boolean; readonly confirmed: boolean };
  /** Lines for whose payment the institution is asked for another account. */
  readonly askedAgain: ReadonlySet<string>;
  /** Lines whose payment waits until another account, already entered, is confirmed. */
  readonly beingConfirmed: ReadonlySet<string>;
  /** The last day to pay a line, by its id, where its claim is complete and there is no payment yet. */
  readonly payBy: ReadonlyMap<string, string>;
  /** States of the mails that acknowledge the report; null for the institution, which reads it on its page. */
  readonly acknowledgements: readonly string[] | null;
}

/** States in which the insurer reviews a line. */
export const inReview: readonly StoredExpense['state'][] = ['submitted', 'routed', 'in-review', 'proposed', 'appealed'];
const onItsWay: readonly string[] = ['scheduled', 'batched', 'released', 'exported'];
const cameBack: readonly string[] = ['returned', 'set-aside'];

/** The open promises of a case: fulfilled ones are left out, late ones stay and are marked. */
export function promisesFrom(
  rows: PromiseRows,
  config: Pick<Config, 'callBackMinutes' | 'acknowledgeMinutes'>,
  now: Date,
): PromiseDto[] {
  const { incident } = rows;
  const made: Open[] = hasEnded(incident)
    ? []
    : [...callBack(rows, config), ...outlook(rows), ...preApprovals(rows), ...review(rows), ...told(rows, config)];
  const today = dayInJapan(now);
  return [...made, ...payments(rows)].map((open) => ({
    ...blank,
    ...open,
    isLate: (open.by != null && Date.parse(open.by) < now.getTime()) || (open.byDay != null && open.byDay < today),
  }));
}

type Open = Pick<PromiseDto, 'code' | 'textJa' | 'textEn'> & Partial<Pick<PromiseDto, 'by' | 'byDay' | 'expenseId'>>;
const blank = { by: null, byDay: null, expenseId: null };

function callBack({ incident, calls }: PromiseRows, config: Pick<Config, 'callBackMinutes'>): Open[] {
  const promised = callBackOf(incident, calls, config);
  return promised ? [{ ...promised, code: 'call-back' }] : [];
}

function outlook({ incident }: PromiseRows): Open[] {
  if (incident.outlook !== 'pending') return [];
  return [promiseWords.outlook];
}

function preApprovals(rows: PromiseRows): Open[] {
  return rows.preApprovals.map(({ category, amount_yen, answer_due_at }) => ({
    ...promiseWords.preApproval(category, amount_yen),
    by: answer_due_at.toISOString(),
  }));
}

/**
 * Lines under review, one promise for all with the same last day to pay; lines whose claim is not complete have no day.
 */
function review({ expenses, payBy }: PromiseRows): Open[] {
  const lines = expenses.filter(({ state }) => inReview.includes(state));
  const byDay = groupBy(lines, ({ id }) => payBy.get(id) ?? '');
  return [...byDay]
    .toSorted(([one], [other]) => (one === '' ? 1 : other === '' ? -1 : one < other ? -1 : 1))
    .map(([day, { length: count }]) => ({
      ...promiseWords.review(count, day !== ''),
      byDay: day === '' ? null : day,
    }));
}

/** For the insurer alone: to tell the caller by telephone, and to deliver a mail that was not sent yet. */
function told({ incident, calls, acknowledgements }: PromiseRows, config: Pick<Config, 'acknowledgeMinutes'>): Open[] {
  if (acknowledgements === null) return [];
  const by = new Date(incident.reported_at.getTime() + config.acknowledgeMinutes * 60_000).toISOString();
  const spoken = calls.some(({ outcome }) => outcome !== 'not-reached');
  if (spoken || acknowledgements.includes('sent')) return [];
  if (acknowledgements.some((state) => state !== 'kept')) return [{ ...promiseWords.acknowledge, by }];
  if (incident.channel !== 'telephone') return [];
  return [{ ...promiseWords.tellCaller, by }];
}

function payments({ expenses, payments: all, account, askedAgain, beingConfirmed, payBy }: PromiseRows): Open[] {
  return expenses.flatMap((expense): Open[] => {
    const { id, line, state } = expense;
    const confirming = (byDay: string | null): Open => ({ ...promiseWords.confirmAccount(line), expenseId: id, byDay });
    const payment = all.find(({ expense_id }) => expense_id === id);
    if (payment && cameBack.includes(payment.state))
      return askedAgain.has(id) ? [] : [{ ...promiseWords.payAgain(line), expenseId: id }];
    if (payment && onItsWay.includes(payment.state) && askedAgain.has(id)) return [];
    if (payment && onItsWay.includes(payment.state) && beingConfirmed.has(id)) return [confirming(payment.pay_by)];
    if (payment && onItsWay.includes(payment.state))
      return [{ ...promiseWords.pay(line), expenseId: id, byDay: payment.pay_by }];
    // damages wait for the victim (Insurance Act, article 22); a month of a statement is paid with its statement
    if (payment || state !== 'approved' || expense.category === 'damages') return [];
    if (account.confirmed)
      return [{ ...promiseWords.preparePayment(line), expenseId: id, byDay: payBy.get(id) ?? null }];
    return account.waiting ? [confirming(payBy.get(id) ?? null)] : [];
  });
}
