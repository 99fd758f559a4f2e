import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { decisionById, groundsOf } from '#decisions';
import type { ClaimantEntity } from '#expenses';
import type { IncidentRow } from '#incidents';
import { dayInWords, yenInWords } from '#kernel';
import { paymentById, type PaymentEntity, type PayeeAccountEntity } from '#payments';
import { Handles } from '#queue';
import { factNames, interestSince, letterOpenings, objectionText, salutations } from './letter-words.js';
import type { LetterDraft } from './letter.js';
import { addressedTo, LetterWriter } from './letter-writer.js';
import { linesOfLetter, limitsLeft } from './letter-lines.js';

/** A payment notice to the payee; for a victim's payment, the institution gets one too. */
@Injectable()
@Handles('write-payment-notice')
export class WritePaymentNotice extends LetterWriter {
  protected async write(tx: Tx, id: string): Promise<void> {
    const payment = await paymentById(tx, id);
    if (payment.state !== 'settled' || payment.settled_on === null) return;
    await this.send(tx, payment.incident_id, (incident) => this.#drafts(tx, incident, payment));
  }

  async #drafts(tx: Tx, incident: IncidentRow, payment: PaymentEntity): Promise<LetterDraft[]> {
    const about = `payment:${payment.id}:${payment.settled_on}`;
    const account = await tx.one<
      Pick<PayeeAccountEntity, 'vendor_name'> & { text: string; claimant: ClaimantEntity['name'] | null }
    >(
      `SELECT concat_ws(' ', a.bank_name, a.branch_name, '****' || a.last_digits) AS text, c.name AS claimant,
         a.vendor_name
         FROM payee_account a LEFT JOIN claimant c ON c.id = a.claimant_id WHERE a.id = $1`,
      [payment.account_id],
    );
    const facts = [
      ...(payment.interest_yen > 0
        ? [
            { name: factNames.paid, value: yenInWords(payment.amount_yen).ja },
            { name: interestSince(payment.last_day), value: yenInWords(payment.interest_yen).ja },
          ]
        : []),
      { name: factNames.transferred, value: yenInWords(payment.amount_yen + payment.interest_yen).ja },
      { name: factNames.transferredOn, value: dayInWords(payment.settled_on ?? '').ja },
    ];
    const toAccount = { name: factNames.account, value: account?.text ?? '' };
    const kind = 'payment-notice' as const;
    if (payment.decision_id === null)
      return [
        {
          kind,
          about,
          addressee: 'vendor',
          to: salutations.vendor(account?.vendor_name ?? ''),
          opening: letterOpenings['to-vendor'],
          facts: [...facts, toAccount],
        },
      ];
    const decision = await decisionById(tx, payment.decision_id);
    const letter: LetterDraft = {
      kind,
      about,
      addressee: 'institution',
      to: await addressedTo(tx, incident),
      opening: letterOpenings[account?.claimant ? 'paid-to-victim' : 'paid'],
      lines: await linesOfLetter(tx, decision),
      // an institution does not see the account of another payee
      facts: account?.claimant ? facts : [...facts, toAccount],
      limits: await limitsLeft(tx, incident),
      articles: await groundsOf(tx, decision.id),
      closing: objectionText(this.config),
    };
    if (!account?.claimant) return [letter];
    return [
      letter,
      {
        kind,
        about,
        addressee: 'claimant',
        to: salutations.claimant(account.claimant),
        opening: letterOpenings['to-claimant'],
        facts: [...facts, toAccount],
        closing: objectionText(this.config),
      },
    ];
  }
}
