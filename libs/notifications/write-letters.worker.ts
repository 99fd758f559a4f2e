import { Inject, Injectable } from '@nestjs/common';
import { caseLimits } from '#assessment';
import { categoryTable } from '#coverage';
import { type Tx } from '#database';
import { decisionById, differencesOf, groundsOf, linesOf, type DecisionEntity } from '#decisions';
import { expenseById, rateOf, type StoredExpense, type ClaimantEntity } from '#expenses';
import { caseFile, incidentById, type IncidentRow } from '#incidents';
import { dayInWords, yenInWords } from '#kernel';
import { openAmounts } from '#limits';
import {
  clockOf,
  daysOf,
  paymentById,
  repaymentById,
  type PaymentEntity,
  type PayeeAccountEntity,
  type PaymentExtensionEntity,
  type CompletionDayEntity,
} from '#payments';
import { type Config, CONFIG } from '#platform';
import { periodById } from '#policies';
import { Handles, type Delivery, type JobHandler, type Timer } from '#queue';
import type { LetterContent, LetterLine, LetterStep } from './letter-content.js';
import {
  extensionGroundNames,
  factNames,
  foreignBillInWords,
  interestSince,
  letterOpenings,
  linesInWords,
  notYet,
  objectionText,
  salutations,
} from './letter-words.js';
import { writeLetter, type LetterDraft } from './letter.js';

/** A denial is written when it can no longer be undone; only of the last 60 days, so that the query stays short. */
export const letterTimers: readonly Timer[] = [
  {
    job: 'write-denial',
    due: `SELECT r.decision_id AS id, r.incident_id, 'clocks' AS queue, r.final_at AS at FROM standing_ruling r
           WHERE r.amount_yen = 0 AND r.final_at BETWEEN clock_timestamp() - interval '60 days' AND clock_timestamp()
             AND NOT EXISTS (SELECT FROM notice l WHERE l.about = 'denial:' || r.decision_id)
           ORDER BY r.final_at`,
  },
];

abstract class LetterWriter implements JobHandler {
  constructor(@Inject(CONFIG) protected readonly config: Config) {}

  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    for (const id of new Set(deliveries.flatMap(({ ids }) => ids))) await this.write(tx, id);
  }

  protected abstract write(tx: Tx, id: string): Promise<void>;

  /** The case is locked, so that two workers do not write the same letter. */
  protected async send(
    tx: Tx,
    caseId: string,
    drafts: (incident: IncidentRow) => Promise<readonly LetterDraft[]>,
  ): Promise<void> {
    const file = await caseFile(tx, caseId);
    for (const draft of await drafts(file)) await writeLetter(tx, file, draft, this.config);
  }
}

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
      to: salutations.institution(incident.institution_name ?? ''),
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

/** A ruling of 0 yen that is final: rejected, or approved with nothing left to pay. */
@Injectable()
@Handles('write-denial')
export class WriteDenial extends LetterWriter {
  protected async write(tx: Tx, id: string): Promise<void> {
    const decision = await decisionById(tx, id);
    await this.send(tx, decision.incident_id, async (incident) => {
      const stands = await tx.one(
        'SELECT 1 FROM standing_ruling r WHERE r.decision_id = $1 AND r.final_at <= clock_timestamp()',
        [id],
      );
      if (!stands) return [];
      return [
        {
          kind: 'denial-notice',
          about: `denial:${id}`,
          addressee: 'institution',
          to: salutations.institution(incident.institution_name ?? ''),
          opening: letterOpenings.denied,
          lines: await linesOfLetter(tx, decision),
          limits: await limitsLeft(tx, incident),
          articles: await groundsOf(tx, id),
          closing: objectionText(this.config),
        },
      ];
    });
  }
}

/** An extension with its ground, or a later day of completeness, each with the text of its notice. */
interface ClockChange extends Pick<PaymentExtensionEntity, 'id'> {
  readonly ground: PaymentExtensionEntity['ground'] | null;
  readonly text: string;
  readonly complete_on: CompletionDayEntity['complete_on'] | null;
}

/** A notice of a longer time to pay: what has to be confirmed, or was missing, and the new last day. */
@Injectable()
@Handles('write-clock-notice')
export class WriteClockNotice extends LetterWriter {
  protected async write(tx: Tx, expenseId: string): Promise<void> {
    const expense = await expenseById(tx, expenseId);
    await this.send(tx, expense.incident_id, async (incident) => {
      const rows = await tx.rows<ClockChange>(
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
      const days = daysOf(await clockOf(tx, incident, expense));
      return rows.map((row) => ({
        kind: 'clock-notice' as const,
        about: `clock:${row.id}`,
        addressee: 'institution' as const,
        to: salutations.institution(incident.institution_name ?? ''),
        opening: letterOpenings[row.ground === null ? 'complete-on' : 'extended'],
        facts: [
          { name: factNames.expense, value: categoryTable[expense.category].ja },
          ...(row.ground === null
            ? [
                { name: factNames.missing, value: row.text },
                { name: factNames.completeOn, value: dayInWords(row.complete_on ?? '').ja },
              ]
            : [
                { name: factNames.ground, value: extensionGroundNames[row.ground] },
                { name: factNames.toConfirm, value: row.text },
              ]),
          { name: factNames.payBy, value: days ? dayInWords(days.lastDay).ja : notYet.payBy },
        ],
        closing: objectionText(this.config),
      }));
    });
  }
}

/** A demand for a repayment, after two people signed it. */
@Injectable()
@Handles('write-repayment-demand')
export class WriteRepaymentDemand extends LetterWriter {
  protected async write(tx: Tx, id: string): Promise<void> {
    const claim = await repaymentById(tx, id);
    if (claim.state !== 'demanded') return;
    const expense = await expenseById(tx, claim.expense_id);
    await this.send(tx, claim.incident_id, (incident) =>
      Promise.resolve([
        {
          kind: 'repayment-demand',
          about: `repayment:${id}`,
          addressee: 'institution',
          to: salutations.institution(incident.institution_name ?? ''),
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
      ]),
    );
  }
}

/**
 * The lines of a decision (`expenseIds` where it is not stored yet), with the reason of every difference between what
 * was claimed and what is paid.
 */
export async function linesOfLetter(
  tx: Tx,
  decision: DecisionEntity,
  expenseIds?: readonly string[],
): Promise<LetterLine[]> {
  const ids = expenseIds ?? (await linesOf(tx, decision));
  const expenses = await tx.together(ids.map((id) => expenseById(tx, id)));
  const [first] = expenses;
  return [
    {
      name: linesInWords(
        expenses.map(({ line }) => line),
        first ? categoryTable[first.category].ja : '',
      ),
      claimed: decision.claimed_yen,
      paid: decision.amount_yen,
      steps: [...(await foreignOf(tx, expenses)), ...differencesOf(decision)],
      text: decision.text_ja,
    },
  ];
}

/** A bill in another currency, with the rate at which its yen were claimed. */
async function foreignOf(tx: Tx, expenses: readonly StoredExpense[]): Promise<LetterStep[]> {
  const said: LetterStep[] = [];
  for (const { id, foreign_bill: bill } of expenses) {
    const rate = bill && (await rateOf(tx, id));
    if (bill && rate)
      said.push({
        text: foreignBillInWords(bill, rate),
        before: null,
        after: null,
      });
  }
  return said;
}

/** What each limit has left; for the institution alone. */
async function limitsLeft(tx: Tx, incident: IncidentRow): Promise<LetterContent['limits']> {
  const { id, member_period_id: periodId } = await incidentById(tx, incident.id);
  const period = periodId ? await periodById(tx, periodId) : null;
  if (!period) return [];
  const open = (await openAmounts(tx, [period.id])).get(period.id) ?? [];
  return (await caseLimits(tx, period, open, id))
    .filter(({ bucket }) => bucket !== 'deductible')
    .map(({ nameJa, limit, remaining }) => ({ name: nameJa, limit, remaining }));
}
