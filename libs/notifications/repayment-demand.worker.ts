import { Injectable } from '@nestjs/common';
import { categoryTable } from '#coverage';
import type { Tx } from '#database';
import { expenseById } from '#expenses';
import { yenInWords } from '#kernel';
import { repaymentById } from '#payments';
import { Handles } from '#queue';
import { factNames, letterOpenings, objectionText } from './letter-words.js';
import { addressedTo, LetterWriter } from './letter-writer.js';

/** A demand for a repayment, after two people signed it. */
@Injectable()
@Handles('write-repayment-demand')
export class WriteRepaymentDemand extends LetterWriter {
  protected async write(tx: Tx, id: string): Promise<void> {
    const claim = await repaymentById(tx, id);
    if (claim.state !== 'demanded') return;
    const expense = await expenseById(tx, claim.expense_id);
    await this.send(tx, claim.incident_id, async (incident) => [
      {
        kind: 'repayment-demand',
        about: `repayment:${id}`,
        addressee: 'institution',
        to: await addressedTo(tx, incident),
        opening: letterOpenings.repayment,
        facts: [
          { name: factNames.expense, value: categoryTable[expense.category].ja },
          { name: factNames.demanded, value: yenInWords(claim.amount_yen).ja },
          // the reason is for the insurer alone (ADR 0035); older claims have no other text
          { name: factNames.reason, value: claim.text_ja ?? claim.reason },
          { name: factNames.transferNumber, value: `R-${claim.no}` },
        ],
        closing: objectionText(this.config),
      },
    ]);
  }
}
