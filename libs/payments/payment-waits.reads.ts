import { count, grouped, sumOf, yen } from '#kernel';
import type { Tx } from '#platform';
import { waitText, type PaymentWait } from './payment-wait.js';
import type { PaymentWaitsDto } from './payment-waits.dto.js';

/** What approved money waits for, of these cases or of all that one sees, the longest first. */
export async function paymentWaits(tx: Tx, incidentIds: readonly string[] | null): Promise<PaymentWait[]> {
  if (incidentIds?.length === 0) return [];
  return tx.rows<PaymentWait & Record<string, unknown>>(
    `SELECT expense_id AS "expenseId", payment_id AS "paymentId", incident_id AS "incidentId", institution_id AS "institutionId", payee, amount_yen AS "amountYen",
            account, asked_of AS "askedOf", since, held AS "heldByArticle22", room_yen AS "roomYen" FROM payment_waits($1::uuid[]) ORDER BY since, expense_id`,
    [incidentIds],
  );
}

/** What approved money waits for, with case, line and institution, in words for its reader. */
export async function waitsView(tx: Tx, incidentId: string | undefined): Promise<PaymentWaitsDto> {
  const waits = await paymentWaits(tx, incidentId === undefined ? null : [incidentId]);
  const names = await tx.rows<{ id: string; case_number: string; institution_name: string | null }>(
    'SELECT i.id, i.case_number, i.institution_name FROM incident i WHERE i.id = ANY ($1)',
    [waits.map((wait) => wait.incidentId)],
  );
  const lines = await tx.rows<{ id: string; line: number }>('SELECT id, line FROM expense WHERE id = ANY ($1)', [
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

/** An account that an institution is asked for: to it nothing can be paid, or the newest transfer came back. */
export interface AccountWanted {
  readonly incidentId: string;
  readonly institutionId: string;
  /** Approved, whole yen, without delay interest. */
  readonly amountYen: number;
  readonly expenseIds: readonly string[];
  readonly since: Date;
  readonly why: 'none' | 'returned';
}

/**
 * The accounts that institutions are asked for, one a case and reason, of these cases or of all that one sees. An account that was
 * entered and is not confirmed yet is asked for no more; accounts of victims and vendors are asked for by the insurer, from paper.
 */
export async function accountsWanted(tx: Tx, incidentIds: readonly string[] | null): Promise<AccountWanted[]> {
  const asked = (await paymentWaits(tx, incidentIds)).filter(({ askedOf }) => askedOf === 'institution');
  return [...grouped(asked, ({ incidentId, account }) => `${incidentId} ${account === 'returned' ? account : 'none'}`)]
    .flatMap(([, [first, ...more]]) => (first ? [wanted(first, more)] : []))
    .toSorted((one, other) => one.since.getTime() - other.since.getTime());
}

function wanted(first: PaymentWait, more: readonly PaymentWait[]): AccountWanted {
  const all = [first, ...more];
  return {
    incidentId: first.incidentId,
    institutionId: first.institutionId,
    amountYen: all.reduce((sum, { amountYen }) => sum + amountYen, 0),
    expenseIds: all.flatMap(({ expenseId }) => expenseId ?? []),
    since: new Date(Math.min(...all.map(({ since }) => since?.getTime() ?? Date.now()))),
    why: first.account === 'returned' ? 'returned' : 'none',
  };
}
