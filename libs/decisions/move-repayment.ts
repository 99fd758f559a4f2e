import { defineMover, type Tx } from '#database';
import { Guards } from '#kernel';
import { codedText } from '#problems';
import { repaymentMachine, repaymentStateNames, type RepaymentState } from './repayment-machine.js';
import type { RepaymentClaimEntity } from './repayment-claim.entity.js';

/** The columns of a claim for repayment that its mover needs; whole yen. */
export type RepaymentClaim = Pick<RepaymentClaimEntity, 'id' | 'state' | 'amount_yen'>;

/** The people who have acted on a claim and the one who acts now: never the same person twice. */
export interface RepaymentActs {
  readonly personId: string;
  readonly state: RepaymentState;
  readonly askedBy: string;
  /** Who entered the expense that is claimed back. */
  readonly enteredBy: string | null;
  /** Who asked to write it off; null: no one yet. */
  readonly writeOffBy: string | null;
}

const guards = new Guards<RepaymentActs>();
guards.register('decisions.separation', ({ personId, state, askedBy, enteredBy, writeOffBy }) => {
  const acted = state === 'asked' ? [askedBy, enteredBy] : [writeOffBy];
  const needsOther = acted.includes(personId) || (state === 'demanded' && writeOffBy === null);
  return needsOther ? [codedText('decisions.separation')] : [];
});

/** A line of the expense; null where a statement moves the claim, because its ruling records it. */
export interface RepaymentSaid {
  readonly line: number;
}

/** Moves a claim for repayment by its table. Throws `payments.repayment-moved`, `decisions.separation`. */
export const repaymentMover = defineMover<RepaymentState, RepaymentClaim, RepaymentActs, RepaymentSaid | null>({
  machine: repaymentMachine,
  title: { ja: '返還の請求', en: 'Claim for repayment' },
  names: repaymentStateNames,
  guards,
  refusals: {
    notAllowed: 'payments.repayment-moved',
    notYours: 'access.forbidden',
    reasonNeeded: 'payments.reason-needed',
    guard: 'decisions.separation',
  },
  record: ({ row, from, to, said, reason }) => ({
    ...(said ? repaymentTold(row, to, said) : {}),
    audit: {
      action: `repayment.${to}`,
      subject: row.id,
      before: { state: from },
      after: { state: to, amountYen: row.amount_yen },
      reason,
    },
  }),
});

/** The timeline line and event of a claim in its state. */
export function repaymentTold(
  { id: repaymentId, amount_yen: amountYen }: RepaymentClaim,
  state: RepaymentState,
  { line }: RepaymentSaid,
) {
  const audience = state === 'demanded' || state === 'received' ? 'all' : 'insurer';
  return {
    timeline: { kind: `repayment-${state}`, audience, data: { repaymentId, line, amountYen } },
    event: { type: 'repayment.moved', payload: { repaymentId, state }, audience },
  } as const;
}

/** The demanded claims for expenses, or of a statement. */
export async function demandedOf(
  tx: Tx,
  {
    expenseIds = [],
    statementId = null,
  }: { readonly expenseIds?: readonly string[]; readonly statementId?: string | null },
): Promise<RepaymentClaim[]> {
  return tx.rows<RepaymentClaim>(
    `SELECT id, state, amount_yen
       FROM repayment_claim
      WHERE state = 'demanded' AND (expense_id = ANY ($1) OR statement_id = $2)`,
    [expenseIds, statementId],
  );
}
