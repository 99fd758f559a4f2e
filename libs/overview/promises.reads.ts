import type { Tx } from '#database';
import { expensesOf, type PreApprovalEntity } from '#expenses';
import { incidentById } from '#incidents';
import { callsOf } from '#intake';
import { dayInJapan } from '#kernel';
import { requestsOf, type MailEntity } from '#notifications';
import { clocksOf, daysOf, paymentWaits } from '#payments';
import type { Config } from '#platform';
import type { OpenMattersDto } from './promises.dto.js';
import { inReview, promisesFrom, type PromiseRows } from './promises.js';

/** The open promises and requests between the insurer and the institution of a case. Throws `requests.not-found`. */
export async function openMatters(
  tx: Tx,
  incidentId: string,
  config: Pick<Config, 'callBackMinutes' | 'acknowledgeMinutes'>,
): Promise<OpenMattersDto> {
  const incident = await incidentById(tx, incidentId);
  const [calls, preApprovals, expenses, payments, account, waits, requests, acknowledgements] = await tx.together([
    callsOf(tx, incidentId),
    tx.rows<Pick<PreApprovalEntity, 'category' | 'amount_yen' | 'answer_due_at'>>(
      `SELECT category, amount_yen, answer_due_at
         FROM pre_approval
         WHERE incident_id = $1 AND state = 'requested'
         ORDER BY answer_due_at, id`,
      [incidentId],
    ),
    expensesOf(tx, [incidentId]),
    tx.rows<PromiseRows['payments'][number]>(
      `SELECT expense_id, state, pay_by FROM payment WHERE incident_id = $1 AND state <> 'stopped' ORDER BY no`,
      [incidentId],
    ),
    tx.one<PromiseRows['account']>(
      `SELECT count(*) FILTER (WHERE decision IS NULL) > 0 AS waiting,
              count(*) FILTER (WHERE decision = 'confirmed') > 0 AS confirmed
         FROM payee_account
        WHERE institution_id = $1 AND claimant_id IS NULL AND vendor_name IS NULL`,
      [incident.institution_id],
    ),
    paymentWaits(tx, [incidentId]),
    requestsOf(tx, [incident]),
    acknowledgementsOf(tx, incidentId),
  ]);
  const today = dayInJapan(tx.now);
  const clocks = await clocksOf(
    tx,
    incident,
    expenses.filter(({ state }) => state === 'approved' || inReview.includes(state)),
  );
  return {
    promises: promisesFrom(
      {
        incident,
        calls,
        preApprovals,
        expenses,
        payments,
        account: account ?? { waiting: false, confirmed: false },
        askedAgain: new Set(
          waits.flatMap(({ expenseId, askedOf }) => (askedOf === 'institution' && expenseId ? [expenseId] : [])),
        ),
        beingConfirmed: new Set(
          waits.flatMap(({ expenseId, account: state }) => (state === 'unconfirmed' && expenseId ? [expenseId] : [])),
        ),
        payBy: new Map(
          [...clocks].flatMap(([id, clock]) => {
            const days = daysOf(clock);
            return days ? [[id, days.payBy]] : [];
          }),
        ),
        acknowledgements,
      },
      config,
      tx.now,
    ),
    requests: requests.map(({ code, expenseId, line, textJa, textEn, dueOn }) => ({
      code,
      expenseId,
      line,
      textJa,
      textEn,
      dueOn,
      isLate: dueOn < today,
    })),
  };
}

/** The states of the mails that acknowledge the report; null for the institution. */
async function acknowledgementsOf(tx: Tx, incidentId: string): Promise<string[] | null> {
  if (tx.actor.side !== 'insurer') return null;
  const rows = await tx.rows<Pick<MailEntity, 'state'>>(
    `SELECT state FROM mail WHERE mailing_id = $1 AND what = 'acknowledgement'`,
    [incidentId],
  );
  return rows.map(({ state }) => state);
}
