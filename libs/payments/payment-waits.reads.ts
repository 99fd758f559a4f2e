import type { Tx } from '#database';
import { count, sumOf, yen } from '#kernel';
import { institutionNameOf, type IncidentEntity } from '#incidents';
import type { ExpenseEntity } from '#expenses';
import { waitText, type PaymentWait, type WaitQueue } from './payment-wait.js';
import type { PaymentWaitsDto, PaymentWaitsQuery } from './payment-waits.dto.js';
import type { PaymentEntity } from './payment.entity.js';

/** SQL, the conditions of the queues, of a row `w`. */
export const waitsIn: Readonly<Record<WaitQueue, string>> = {
  account: `w.account IN ('none', 'refused', 'returned', 'closed')`,
  stopped: `w.account = 'stopped'`,
};

/** What approved money waits for, in these cases or in all that the reader sees, the longest first; or of one queue. */
export async function paymentWaits(
  tx: Tx,
  incidentIds: readonly string[] | null,
  queue?: WaitQueue,
): Promise<PaymentWait[]> {
  if (incidentIds?.length === 0) return [];
  return tx.rows<PaymentWait & Record<string, unknown>>(
    `SELECT expense_id AS "expenseId", payment_id AS "paymentId", incident_id AS "incidentId",
       institution_id AS "institutionId", payee, amount_yen AS "amountYen",
            account, asked_of AS "askedOf", since, held AS "heldByArticle22", room_yen AS "roomYen"
              FROM payment_waits($1::uuid[]) w
              WHERE ${queue === undefined ? 'true' : waitsIn[queue]}
              ORDER BY since, expense_id`,
    [incidentIds],
  );
}

/** What approved money waits for, with case, line and institution, in words for its reader. */
export async function waitsView(
  tx: Tx,
  { incidentId, queue }: Pick<PaymentWaitsQuery, 'incidentId' | 'queue'>,
): Promise<PaymentWaitsDto> {
  const waits = await paymentWaits(tx, incidentId === undefined ? null : [incidentId], queue);
  const names = await tx.rows<Pick<IncidentEntity, 'id' | 'case_number' | 'institution_name'>>(
    `SELECT i.id, i.case_number, ${institutionNameOf('i')} AS institution_name FROM incident i WHERE i.id = ANY ($1)`,
    [waits.map((wait) => wait.incidentId)],
  );
  const lines = await tx.rows<Pick<ExpenseEntity, 'id' | 'line'>>('SELECT id, line FROM expense WHERE id = ANY ($1)', [
    waits.flatMap(({ expenseId }) => expenseId ?? []),
  ]);
  const side = tx.actor.side === 'institution' ? 'institution' : 'insurer';
  return {
    count: count(waits),
    amount: sumOf(waits.map(({ amountYen }) => yen(amountYen))),
    items: waits.map((wait) => {
      const named = names.find(({ id }) => id === wait.incidentId);
      return {
        expenseId: wait.expenseId,
        paymentId: wait.paymentId,
        incidentId: wait.incidentId,
        caseNumber: named?.case_number ?? '',
        line: lines.find(({ id }) => id === wait.expenseId)?.line ?? null,
        institutionName: named?.institution_name ?? '',
        amount: yen(wait.amountYen),
        account: wait.account,
        askedOf: wait.askedOf,
        since: wait.since?.toISOString() ?? null,
        isHeld: wait.heldByArticle22,
        ...waitText(wait, side),
      };
    }),
  };
}

/** An account that an institution is asked for. */
export interface AccountWanted {
  /**
   * The key under which the account is asked for once: a new one after each account that was refused, returned or
   * closed.
   */
  readonly name: string;
  readonly incidentId: string;
  readonly institutionId: string;
  /** Approved, whole yen, without delay interest. */
  readonly amountYen: number;
  /** The expenses that wait for it; each returned transfer is asked for separately. */
  readonly expenseIds: readonly string[];
  readonly since: Date;
  readonly why: 'none' | 'returned' | 'closed';
}

/**
 * SQL, FROM and WHERE: what waits for an account that its institution is asked for; `w`: what waits, `n.name`: under
 * which name it is asked for. An account that was entered and is not confirmed yet is asked for no more; accounts of
 * victims and vendors, and those where the mistake was the insurer's, are asked for by the insurer, from paper.
 */
const wantedRows = (cases: string): string => `payment_waits(${cases}) w
  LEFT JOIN payment p ON p.id = w.payment_id
 CROSS JOIN LATERAL (
       SELECT CASE w.account
                WHEN 'returned' THEN 'account-again:' || p.id || ':' || p.returned_on
                WHEN 'closed' THEN 'account-closed:' || p.account_id
                ELSE 'account:' || w.institution_id || coalesce((
                       SELECT ':' || c.id
                         FROM payee_account c
                        WHERE c.institution_id = w.institution_id AND c.claimant_id IS NULL AND c.vendor_name IS NULL
                          AND c.decision = 'refused'
                        ORDER BY c.decided_at DESC, c.id DESC
                        LIMIT 1), '')
              END AS name) n
 WHERE w.asked_of = 'institution'`;

/** SQL, a timer's query: accounts wanted for at most 60 days, with each row that waits for them; `n.name` as above. */
export const wantedSince = (unless: string): string => `
  SELECT coalesce(w.expense_id, w.payment_id) AS id, w.incident_id, 'clocks' AS queue, w.since AS at
    FROM ${wantedRows('NULL')} AND w.since > clock_timestamp() - interval '60 days' AND NOT EXISTS (${unless})
   ORDER BY w.since`;

/** The accounts that institutions are asked for, in these cases or in all that the reader sees, the longest first. */
export async function accountsWanted(tx: Tx, incidentIds: readonly string[] | null): Promise<AccountWanted[]> {
  if (incidentIds?.length === 0) return [];
  const rows = await tx.rows<
    Pick<PaymentEntity, 'incident_id' | 'institution_id'> & {
      readonly name: string;
      readonly amount_yen: number;
      readonly expense_ids: string[];
      readonly since: Date;
      readonly account: 'none' | 'refused' | 'returned' | 'closed';
    }
  >(
    `SELECT n.name, w.incident_id, w.institution_id, sum(w.amount_yen)::bigint AS amount_yen,
            array_agg(w.expense_id) FILTER (WHERE w.expense_id IS NOT NULL) AS expense_ids,
            min(w.since) AS since, min(w.account) AS account
       FROM ${wantedRows('$1::uuid[]')}
      GROUP BY n.name, w.incident_id, w.institution_id
      ORDER BY min(w.since), w.incident_id, n.name`,
    [incidentIds],
  );
  return rows.map((row) => ({
    name: row.name,
    incidentId: row.incident_id,
    institutionId: row.institution_id,
    amountYen: row.amount_yen,
    expenseIds: row.expense_ids ?? [],
    since: row.since,
    why: row.account === 'returned' || row.account === 'closed' ? row.account : 'none',
  }));
}
