import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { expenseById } from '#expenses';
import { clockOf, daysOf, type PaymentExtensionEntity } from '#payments';
import { Handles } from '#queue';
import { clockNotice, type ClockChange } from './clock-notice.js';
import { objectionText } from './letter-words.js';
import { addressedTo, LetterWriter } from './letter-writer.js';

/** A notice of a longer time to pay: what has to be confirmed, or was missing, and the new last day. */
@Injectable()
@Handles('write-clock-notice')
export class WriteClockNotice extends LetterWriter {
  protected async write(tx: Tx, expenseId: string): Promise<void> {
    const expense = await expenseById(tx, expenseId);
    await this.send(tx, expense.incident_id, async (incident) => {
      const rows = await tx.rows<ClockChange & Pick<PaymentExtensionEntity, 'id'>>(
        `SELECT x.id, x.ground, x.notice AS text, NULL::date AS complete_on, x.noticed_at
           FROM payment_extension x
           WHERE x.expense_id = $1
           UNION ALL
             SELECT c.id, NULL, c.missing, c.complete_on, c.noticed_at
             FROM completion_day c
             WHERE c.expense_id = $1
             ORDER BY noticed_at`,
        [expenseId],
      );
      const to = await addressedTo(tx, incident);
      const days = daysOf(await clockOf(tx, incident, expense));
      return rows.map((row) => ({
        kind: 'clock-notice' as const,
        about: `clock:${row.id}`,
        addressee: 'institution' as const,
        to,
        ...clockNotice(expense, row, days?.lastDay ?? null),
        closing: objectionText(this.config),
      }));
    });
  }
}
