import { claimedOf, expenseById, expenseStateNames, type ExpenseState } from '#expenses';
import { incidentById, incidentForUpdate } from '#incidents';
import { dayInJapan, newId, type Lane } from '#kernel';
import { appendAudit, caseChain, daysLater, type Tx } from '#platform';
import { clockOf, daysOf } from './clock-rows.js';
import type { ClockDto, LateExpensesDto, ReconciliationDto, ReservesDto, UnreconciledDto } from './clock.dto.js';

/** The insurer's time to pay an expense. Throws `requests.not-found`. */
export async function clockView(tx: Tx, expenseId: string, now: Date): Promise<ClockDto> {
  const expense = await expenseById(tx, expenseId);
  const clock = await clockOf(tx, await incidentById(tx, expense.incident_id), expense, now);
  return { ...daysOf(clock), extensions: [...(clock.extensions ?? [])], heldUpDays: clock.heldUpDays ?? 0 };
}

/** The estimates of a case, newest first. Throws `requests.not-found`. */
export async function reservesOf(tx: Tx, incidentId: string): Promise<ReservesDto> {
  await incidentById(tx, incidentId);
  const rows = await tx.rows<{ id: string; lane: string; yen: number; reason: string; name: string; at: Date }>(
    'SELECT r.id, r.lane, r.yen, r.reason, p.display_name AS name, r.at FROM reserve r JOIN person p ON p.id = r.author WHERE r.incident_id = $1 ORDER BY r.at DESC, r.id DESC',
    [incidentId],
  );
  return {
    items: rows.map(({ yen, name, at, ...row }) => ({ ...row, amount: yen, authorName: name, at: at.toISOString() })),
  };
}

/** A new version of the estimate of a case and lane. */
export async function setReserve(
  tx: Tx,
  incidentId: string,
  { lane, amount, reason }: { readonly lane: Lane; readonly amount: number; readonly reason: string },
  now: Date,
): Promise<void> {
  const incident = await incidentForUpdate(tx, incidentId);
  const id = newId();
  await tx.rows(
    'INSERT INTO reserve (id, incident_id, institution_id, lane, yen, reason, author, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [id, incidentId, incident.institution_id, lane, amount, reason, tx.actor.id, now],
  );
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId }, [
    { chain: caseChain(incidentId), action: 'reserve.set', subject: id, after: { lane, amount }, reason },
  ]);
}

const faultTexts: Readonly<Record<string, { readonly ja: string; readonly en: string }>> = {
  'no-such-payment': { ja: 'この支払番号のお支払いがありません。', en: 'There is no payment of this number.' },
  'no-such-claim': {
    ja: '返還請求の番号が読み取れないか、ありません。',
    en: 'No claim for repayment has this number.',
  },
  'other-amount': { ja: '金額が一致しません。', en: 'The amounts differ.' },
  'other-state': { ja: 'こちらの状態と一致しません。', en: 'It is in another state here.' },
  'other-day': { ja: '日付が一致しません。', en: 'The days do not agree.' },
  unsettled: {
    ja: '振込指定日を過ぎて、結果が届いていません。',
    en: 'Its transfer date is over and no result has come.',
  },
  demanded: { ja: '返還をお願いしてから30日を過ぎています。', en: 'It was demanded more than 30 days ago.' },
};

/** What does not agree at the end of a day (Japan): transfers without a result, lines of the bank that fit nothing, repayments that do not come. */
export async function reconciliation(tx: Tx, day: string): Promise<ReconciliationDto> {
  const [payments, lines, claims] = await Promise.all([
    tx.rows<{ id: string; no: number; yen: number; transfer_on: string }>(
      `SELECT p.id, p.no, p.amount_yen + p.interest_yen AS yen, b.transfer_on FROM payment p JOIN payment_batch b ON b.id = p.batch_id
        WHERE p.state = 'exported' AND b.transfer_on <= $1 ORDER BY b.transfer_on, p.no LIMIT 1000`,
      [day],
    ),
    tx.rows<{ id: string; line: number; yen: number; on_day: string; fault: string; file_name: string }>(
      `SELECT l.id, l.line, l.yen, l.on_day, l.fault, f.file_name FROM bank_line l JOIN bank_file f ON f.id = l.file_id
        WHERE l.fault IS NOT NULL AND l.settled_at IS NULL AND l.on_day <= $1 ORDER BY l.on_day, l.id LIMIT 1000`,
      [day],
    ),
    tx.rows<{ id: string; no: number; yen: number; asked_on: string }>(
      `SELECT id, no, amount_yen AS yen, (signed_at AT TIME ZONE 'Asia/Tokyo')::date AS asked_on FROM repayment_claim
        WHERE state = 'demanded' AND (signed_at AT TIME ZONE 'Asia/Tokyo')::date <= $1 ORDER BY signed_at, id LIMIT 1000`,
      [daysLater(day, -30)],
    ),
  ]);
  const item = (
    kind: UnreconciledDto['kind'],
    row: { id: string; yen: number },
    number: string,
    onDay: string,
    code: string,
  ): UnreconciledDto => ({
    kind,
    id: row.id,
    number,
    amount: row.yen,
    onDay,
    code,
    textJa: faultTexts[code]?.ja ?? code,
    textEn: faultTexts[code]?.en ?? code,
  });
  return {
    day,
    unsettled: payments.reduce((sum, { yen }) => sum + yen, 0),
    items: [
      ...payments.map((row) => item('payment', row, String(row.no), row.transfer_on, 'unsettled')),
      ...lines.map((row) => item('bank-line', row, String(row.line), row.on_day, row.fault)),
      ...claims.map((row) => item('repayment', row, `R-${row.no}`, row.asked_on, 'demanded')),
    ],
  };
}

const soon = 7;

/** Expenses whose last day to pay is over, or comes within a week, the latest first; at most 500 of those submitted first. */
export async function lateExpenses(tx: Tx, now: Date): Promise<LateExpensesDto> {
  const today = dayInJapan(now);
  const rows = await tx.rows<{
    id: string;
    case_number: string;
    institution_name: string | null;
    with_name: string | null;
  }>(
    `SELECT e.id, i.case_number, i.institution_name,
        (SELECT p.display_name FROM work_item w JOIN person p ON p.id = w.assignee_id WHERE w.expense_id = e.id AND w.state IN ('offered','accepted') ORDER BY w.created_at DESC LIMIT 1) AS with_name
       FROM expense e JOIN incident i ON i.id = e.incident_id
      WHERE e.state IN ('submitted','routed','in-review','information-requested','proposed','approved','appealed','scheduled') AND i.state NOT IN ('withdrawn','merged','declined')
        AND e.submitted_at < $1::timestamptz - interval '20 days' ORDER BY e.submitted_at, e.id LIMIT 500`,
    [now],
  );
  const items: LateExpensesDto['items'] = [];
  for (const row of rows) {
    const expense = await expenseById(tx, row.id);
    const days = daysOf(await clockOf(tx, await incidentById(tx, expense.incident_id), expense, now));
    if (days.lastDay > daysLater(today, soon)) continue;
    const state: ExpenseState = expense.state;
    items.push({
      expenseId: expense.id,
      incidentId: expense.incident_id,
      caseNumber: row.case_number,
      line: expense.line,
      institutionName: row.institution_name ?? '',
      state,
      stateJa: expenseStateNames[state].ja,
      stateEn: expenseStateNames[state].en,
      amount: claimedOf(expense),
      ...days,
      daysLate: Math.max(0, (Date.parse(today) - Date.parse(days.lastDay)) / 86_400_000),
      withName: row.with_name,
    });
  }
  return { items: items.toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : a.lastDay > b.lastDay ? 1 : 0)) };
}
