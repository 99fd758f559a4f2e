import { type Tx } from '#database';
import { agreedYen, expenseById } from '#expenses';
import type { RepaymentRoomDto } from './false-facts.dto.js';
import { agreedLineOf, falseFactsOf } from './false-facts.store.js';
import { keptText, repaymentRoom } from './repayment-room.js';

/** What of the money paid for a line can be demanded back, and why not all of it. Throws `requests.not-found`. */
export async function repaymentRoomView(tx: Tx, expenseId: string): Promise<RepaymentRoomDto> {
  const expense = await expenseById(tx, expenseId);
  const room = await repaymentRoom(tx, expense);
  const first = expense.supplements ? await expenseById(tx, expense.supplements) : expense;
  const found = (await falseFactsOf(tx, expense.incident_id)).find((one) => one.expense_id === agreedLineOf(expense));
  return {
    paid: room.paidYen,
    demanded: room.demandedYen,
    agreed: room.agreedYen,
    most: room.mostYen,
    why: keptText(room),
    falseFacts: found
      ? {
          id: found.id,
          reason: found.reason,
          askedByName: found.asked_by_name,
          askedAt: found.asked_at.toISOString(),
          askedByMe: found.asked_by === tx.actor.id,
          signedByName: found.ended_by_name,
          signedAt: found.ended_at?.toISOString() ?? null,
        }
      : null,
    mayAskFalseFacts: !found && (agreedYen(first) > 0 || agreedYen(expense) > 0),
  };
}
