import { repaymentRoom } from '#decisions';
import { expenseById, type StoredExpense } from '#expenses';
import { appendTimeline, incidentForUpdate, type IncidentRow } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { openPostings, post, type Posting, type StoredPosting } from '#limits';
import { appendAudit, appendEvents, caseChain, eventRow, Problem, requireVersion, type Tx } from '#platform';
import { ledgerOf } from './payment.store.js';

export const repaymentStates = ['asked', 'demanded', 'received', 'written-off', 'replaced', 'dropped'] as const;
export type RepaymentState = (typeof repaymentStates)[number];

/** What each state is called on the screen. */
export const repaymentStateNames: Readonly<Record<RepaymentState, { readonly ja: string; readonly en: string }>> = {
  asked: { ja: '二次承認待ち', en: 'Waits for a signature' },
  demanded: { ja: '返還をお願い中', en: 'Demanded' },
  received: { ja: '受領済み', en: 'Received' },
  'written-off': { ja: '請求しない', en: 'Written off' },
  replaced: { ja: '新しい請求に置換え', en: 'Replaced' },
  dropped: { ja: '取下げ', en: 'Dropped' },
};

/** The row of a claim for repayment; whole yen, days of Japan. */
export interface RepaymentRow {
  readonly id: string;
  readonly no: number;
  readonly expense_id: string;
  readonly incident_id: string;
  readonly institution_id: string;
  readonly statement_id: string | null;
  readonly amount_yen: number;
  /** For inside. */
  readonly reason: string;
  /** What the letter says; null: the reason, of older claims and of statements. */
  readonly text_ja: string | null;
  readonly state: RepaymentState;
  readonly asked_by: string;
  readonly asked_at: Date;
  readonly signed_by: string | null;
  readonly write_off_by: string | null;
  readonly received_on: string | null;
  readonly version: number;
}

const columns =
  'id, no, expense_id, incident_id, institution_id, statement_id, amount_yen, reason, text_ja, state, asked_by, asked_at, signed_by, write_off_by, received_on, version';

/** One claim. Throws `requests.not-found`. */
export async function repaymentById(tx: Tx, id: string): Promise<RepaymentRow> {
  const row = await tx.one<RepaymentRow>(`SELECT ${columns} FROM repayment_claim WHERE id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return row;
}

interface Opened {
  readonly claim: RepaymentRow;
  readonly incident: IncidentRow;
  readonly expense: StoredExpense;
}

async function opened(tx: Tx, id: string, expectedVersion: number | null): Promise<Opened> {
  const incident = await incidentForUpdate(tx, (await repaymentById(tx, id)).incident_id);
  const claim = await repaymentById(tx, id);
  requireVersion(claim.version, expectedVersion);
  return { claim, incident, expense: await expenseById(tx, claim.expense_id) };
}

/**
 * A senior-adjuster asks for money that was paid too much; another person signs. Answers its id. Throws
 * `payments.by-statement`, `payments.not-paid-so-much`, `payments.agreed-before` with the most that can be demanded.
 */
export async function askRepayment(
  tx: Tx,
  expenseId: string,
  { amount, reason, textJa }: { readonly amount: number; readonly reason: string; readonly textJa: string },
  now: Date,
): Promise<string> {
  const incident = await incidentForUpdate(tx, (await expenseById(tx, expenseId)).incident_id);
  const expense = await expenseById(tx, expenseId);
  const { paidYen, demandedYen, agreedYen, mostYen, byStatement } = await repaymentRoom(tx, expense);
  if (byStatement) throw new Problem('payments.by-statement');
  const most = paidYen - demandedYen;
  if (expense.state !== 'paid' || amount < 1 || amount > most)
    throw new Problem('payments.not-paid-so-much', {
      params: { most },
      errors: [{ pointer: '/amount', code: 'payments.not-paid-so-much', params: { most } }],
    });
  if (amount > mostYen)
    throw new Problem('payments.agreed-before', {
      params: { agreed: agreedYen, most: mostYen },
      errors: [{ pointer: '/amount', code: 'payments.agreed-before', params: { agreed: agreedYen, most: mostYen } }],
    });
  const id = newId();
  await tx.rows(
    `INSERT INTO repayment_claim (id, expense_id, incident_id, institution_id, amount_yen, reason, text_ja, state, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'asked', $8, $9)`,
    [id, expenseId, incident.id, incident.institution_id, amount, reason, textJa, tx.actor.id, now],
  );
  await tell(tx, { claim: await repaymentById(tx, id), incident, expense }, 'asked', reason, now);
  return id;
}

/**
 * Another person signs: the institution is asked for it. Throws `payments.repayment-moved`, `decisions.separation`,
 * `payments.by-statement`, `payments.agreed-before`.
 */
export async function signRepayment(tx: Tx, id: string, expectedVersion: number | null, now: Date): Promise<void> {
  const one = await opened(tx, id, expectedVersion);
  if (one.claim.state !== 'asked') throw new Problem('payments.repayment-moved');
  if (one.claim.asked_by === tx.actor.id || one.expense.entered_by === tx.actor.id)
    throw new Problem('decisions.separation');
  // it may have been asked for before that was held
  const { agreedYen, leftYen, byStatement } = await repaymentRoom(tx, one.expense);
  if (byStatement) throw new Problem('payments.by-statement');
  if (leftYen < 0)
    throw new Problem('payments.agreed-before', {
      params: { agreed: agreedYen, most: Math.max(0, one.claim.amount_yen + leftYen) },
    });
  await tx.rows(
    `UPDATE repayment_claim SET state = 'demanded', signed_by = $2, signed_at = $3, version = version + 1 WHERE id = $1`,
    [id, tx.actor.id, now],
  );
  await tell(tx, one, 'demanded', null, now);
}

/** Who asked, or may sign, drops a claim that nobody has paid. Throws `payments.repayment-moved`. */
export async function dropRepayment(tx: Tx, id: string, reason: string, now: Date): Promise<void> {
  const one = await opened(tx, id, null);
  if (one.claim.state !== 'asked') throw new Problem('payments.repayment-moved');
  await tx.rows(`UPDATE repayment_claim SET state = 'dropped', ended_at = $2, version = version + 1 WHERE id = $1`, [
    id,
    now,
  ]);
  await tell(tx, one, 'dropped', reason, now);
}

/**
 * The money came: the limit is released by as much, newest payments first; what is left of one is consumed anew in the same
 * transaction. Throws `payments.repayment-moved`, `payments.wrong-day`.
 */
export async function receiveRepayment(
  tx: Tx,
  id: string,
  { receivedOn, reference }: { readonly receivedOn: string; readonly reference: string },
  now: Date,
): Promise<void> {
  const one = await opened(tx, id, null);
  const { claim, incident } = one;
  if (claim.state !== 'demanded') throw new Problem('payments.repayment-moved');
  if (receivedOn > dayInJapan(now) || receivedOn < dayInJapan(claim.asked_at))
    throw new Problem('payments.wrong-day', { errors: [{ pointer: '/receivedOn', code: 'payments.wrong-day' }] });
  const { period, plan } = await ledgerOf(tx, incident);
  const consumed = await consumedOf(tx, claim);
  let left = claim.amount_yen;
  const allocations = new Map<string, number>();
  const taken = consumed.flatMap((posting) => {
    const yen = Math.min(left, posting.yen);
    left -= yen;
    if (yen > 0) allocations.set(posting.reference, (allocations.get(posting.reference) ?? 0) + yen);
    return yen > 0 ? [{ posting, rest: posting.yen - yen }] : [];
  });
  if (left > 0) throw new Problem('payments.not-paid-so-much', { params: { most: claim.amount_yen - left } });
  const rests = taken.filter(({ rest }) => rest > 0);
  const heldIds = await post(tx, period, plan, {
    incidentId: incident.id,
    postings: [
      ...rests.map(({ posting: { takes, coverage, reference }, rest }): Posting => ({
        kind: 'hold',
        takes,
        coverage,
        yen: rest,
        reference,
      })),
      ...taken.map(({ posting: { id: ends, takes, coverage, yen, reference } }): Posting => ({
        kind: 'release',
        takes,
        coverage,
        yen,
        reference,
        ends,
      })),
    ],
  });
  await post(tx, period, plan, {
    incidentId: incident.id,
    postings: rests.map(({ posting: { takes, coverage, reference }, rest }, at): Posting => ({
      kind: 'consume',
      takes,
      coverage,
      yen: rest,
      reference,
      ends: heldIds[at] ?? '',
    })),
  });
  await tx.rows(
    `UPDATE repayment_claim SET state = 'received', received_on = $2, received_reference = $3, received_by = $4, allocations = $5, ended_at = $6, version = version + 1 WHERE id = $1`,
    [id, receivedOn, reference, tx.actor.id, JSON.stringify(Object.fromEntries(allocations)), now],
  );
  await tell(tx, one, 'received', null, now);
}

/** What was consumed of the limits for what is claimed back, newest first. */
async function consumedOf(tx: Tx, claim: RepaymentRow): Promise<StoredPosting[]> {
  if (claim.statement_id === null)
    return (await openPostings(tx, claim.incident_id, claim.expense_id))
      .filter(({ kind, takes }) => kind === 'consume' && takes === 'limit')
      .toReversed();
  return tx.rows<StoredPosting>(
    `SELECT p.id, p.kind, p.takes, p.coverage, p.yen, p.reference, p.ends FROM limit_posting p
      WHERE p.incident_id = $1 AND p.coverage = 'business-interruption' AND p.takes = 'limit' AND p.kind = 'consume'
        AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id) ORDER BY p.posted_at DESC, p.id DESC`,
    [claim.incident_id],
  );
}

/** One senior-adjuster asks to write a claim off, another does. Throws `payments.repayment-moved`, `decisions.separation`. */
export async function writeOffRepayment(tx: Tx, id: string, reason: string, now: Date): Promise<void> {
  const one = await opened(tx, id, null);
  if (one.claim.state !== 'demanded') throw new Problem('payments.repayment-moved');
  if (one.claim.write_off_by === null) {
    await tx.rows(
      'UPDATE repayment_claim SET write_off_by = $2, write_off_reason = $3, version = version + 1 WHERE id = $1',
      [id, tx.actor.id, reason],
    );
    return;
  }
  if (one.claim.write_off_by === tx.actor.id) throw new Problem('decisions.separation');
  await tx.rows(
    `UPDATE repayment_claim SET state = 'written-off', written_off_by = $2, ended_at = $3, version = version + 1 WHERE id = $1`,
    [id, tx.actor.id, now],
  );
  await tell(tx, one, 'written-off', reason, now);
}

async function tell(
  tx: Tx,
  { claim, incident, expense }: Opened,
  to: RepaymentState,
  reason: string | null,
  now: Date,
): Promise<void> {
  const told = to === 'demanded' || to === 'received' ? 'all' : 'insurer';
  await appendTimeline(tx, incident, [
    {
      at: now,
      kind: `repayment-${to}`,
      audience: told,
      data: { repaymentId: claim.id, line: expense.line, amountYen: claim.amount_yen },
    },
  ]);
  await appendEvents(tx, [eventRow('repayment.moved', incident.id, { repaymentId: claim.id, state: to }, now, told)]);
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId: incident.id }, [
    {
      chain: caseChain(incident.id),
      action: `repayment.${to}`,
      subject: claim.id,
      before: { state: claim.state },
      after: { state: to, amountYen: claim.amount_yen },
      ...(reason === null ? {} : { reason }),
    },
  ]);
}
