import { Inject, Injectable } from '@nestjs/common';
import { caseLimits } from '#assessment';
import { categoryTable } from '#coverage';
import { type Tx } from '#database';
import { decisionById, differencesOf, groundsOf, linesOf, type DecisionEntity } from '#decisions';
import { expenseById, rateOf, type StoredExpense, type ClaimantEntity } from '#expenses';
import { caseFile, incidentById, type IncidentRow } from '#incidents';
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
import { letterOpenings, type LetterContent, type LetterLine, type LetterStep } from './letter-content.js';
import { dayInWords } from './letter-pdf.js';
import { objectionText, writeLetter, type LetterDraft } from './letter.js';

/**
 * What is paid nothing for is told once the ten seconds are over; of the last 60 days, so that the look stays short.
 */
export const letterTimers: readonly Timer[] = [
  {
    job: 'write-denial',
    due: `SELECT r.decision_id AS id, r.incident_id, 'clocks' AS queue, r.final_at AS at FROM ruling r
           WHERE r.amount_yen = 0 AND r.final_at BETWEEN clock_timestamp() - interval '60 days' AND clock_timestamp()
             AND NOT EXISTS (SELECT FROM notice l WHERE l.about = 'denial:' || r.decision_id)
             AND NOT EXISTS (
                 SELECT
                 FROM decision_act a
                 WHERE a.decision_id = r.decision_id AND a.kind IN ('undone','reversed'))
               ORDER BY r.final_at`,
  },
];

abstract class LetterWriter implements JobHandler {
  constructor(@Inject(CONFIG) protected readonly config: Config) {}

  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    for (const id of new Set(deliveries.flatMap(({ ids }) => ids))) await this.write(tx, id);
  }

  protected abstract write(tx: Tx, id: string): Promise<void>;

  /** The case is locked: two workers do not write the same letter. */
  protected async send(
    tx: Tx,
    caseId: string,
    drafts: (incident: IncidentRow) => Promise<readonly LetterDraft[]>,
  ): Promise<void> {
    const file = await caseFile(tx, caseId);
    for (const draft of await drafts(file)) await writeLetter(tx, file, draft, this.config);
  }
}

/** A settled payment, to the one who was paid; of a victim's the institution is informed too. */
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
            { name: 'お支払額', value: yen(payment.amount_yen) },
            {
              name: `遅延損害金（お支払期限の${dayInWords(payment.last_day)}の翌日から振込日まで）`,
              value: yen(payment.interest_yen),
            },
          ]
        : []),
      { name: 'お振込額', value: yen(payment.amount_yen + payment.interest_yen) },
      { name: 'お振込日', value: dayInWords(payment.settled_on ?? '') },
    ];
    const toAccount = { name: 'お振込先', value: account?.text ?? '' };
    const kind = 'payment-notice' as const;
    if (payment.decision_id === null)
      return [
        {
          kind,
          about,
          addressee: 'vendor',
          to: `${account?.vendor_name ?? ''} 御中`,
          opening: '次のとおりお支払いしましたので、ご案内します。',
          facts: [...facts, toAccount],
        },
      ];
    const decision = await decisionById(tx, payment.decision_id);
    const letter: LetterDraft = {
      kind,
      about,
      addressee: 'institution',
      to: `${incident.institution_name ?? ''} 御中`,
      opening: letterOpenings[account?.claimant ? 'paid-to-victim' : 'paid'],
      lines: await linesOfLetter(tx, decision),
      // an account of somebody else is nothing to the institution
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
        to: `${account.claimant} 様`,
        opening: '損害賠償金について、次のとおりお支払いしましたので、ご案内します。',
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
        `SELECT 1 FROM ruling r WHERE r.decision_id = $1 AND r.final_at <= clock_timestamp()
              AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = $1 AND a.kind IN ('undone','reversed'))`,
        [id],
      );
      if (!stands) return [];
      return [
        {
          kind: 'denial-notice',
          about: `denial:${id}`,
          addressee: 'institution',
          to: `${incident.institution_name ?? ''} 御中`,
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

const groundNames: Readonly<Record<string, string>> = {
  'disaster-area': '災害救助法が適用された地域での調査（60日）',
  'expert-appraisal': '専門機関による鑑定等の結果の照会（90日）',
  'private-forensic': '専門機関による調査結果の照会（90日）',
  'public-body-inquiry': '警察等の公の機関の捜査・調査結果の照会（180日）',
  'survey-abroad': '日本国外における調査（180日）',
};

/** An extension with its ground, or a later day of completeness; each with the text that was noticed. */
interface ClockChange extends Pick<PaymentExtensionEntity, 'id'> {
  readonly ground: PaymentExtensionEntity['ground'] | null;
  readonly text: string;
  readonly complete_on: CompletionDayEntity['complete_on'] | null;
}

/** It takes longer, or began later: what is to be confirmed, or was missing, and the new last day. */
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
        to: `${incident.institution_name ?? ''} 御中`,
        opening:
          row.ground === null
            ? '次の費用は、お手続きに必要な書類がそろった日を、次のとおり確認しました。'
            : '次の費用は、お支払いのために確認が必要なため、通常の期限（30日）より長くかかります。',
        facts: [
          { name: '費用', value: categoryTable[expense.category].ja },
          ...(row.ground === null
            ? [
                { name: '不足していたもの', value: row.text },
                { name: '書類がそろった日', value: dayInWords(row.complete_on ?? '') },
              ]
            : [
                { name: '事由', value: groundNames[row.ground] ?? row.ground },
                { name: '確認する事項', value: row.text },
              ]),
          { name: 'お支払期限', value: days ? dayInWords(days.lastDay) : '必要な書類がそろった日から定まります' },
        ],
        closing: objectionText(this.config),
      }));
    });
  }
}

/** A claim for repayment that two persons signed. */
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
          to: `${incident.institution_name ?? ''} 御中`,
          opening: 'お支払いした保険金のうち、次の額の返還をお願いします。',
          facts: [
            { name: '費用', value: categoryTable[expense.category].ja },
            { name: '返還をお願いする額', value: yen(claim.amount_yen) },
            // the reason is a word for inside; older claims have no other
            { name: '理由', value: claim.text_ja ?? claim.reason },
            { name: '振込のときに書いていただく番号', value: `R-${claim.no}` },
          ],
          closing: objectionText(this.config),
        },
      ]),
    );
  }
}

const yen = (amount: number): string => `${amount.toLocaleString('en-US')}円`;

/**
 * The lines that a decision is about (`expenseIds` where it is not kept yet), with the reason of every difference
 * between what was claimed and what is paid.
 */
export async function linesOfLetter(
  tx: Tx,
  decision: DecisionEntity,
  expenseIds?: readonly string[],
): Promise<LetterLine[]> {
  const ids = expenseIds ?? (await linesOf(tx, decision));
  const expenses = await tx.together(ids.map((id) => expenseById(tx, id)));
  const numbers = expenses.map(({ line }) => line).join('・');
  const [first] = expenses;
  return [
    {
      name: `明細${numbers}　${first ? categoryTable[first.category].ja : ''}${expenses.length > 1 ? 'ほか（各月の合計）' : ''}`,
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
        text:
          `外貨のご請求 ${bill.currency} ${bill.amount}（1 ${bill.currency}＝${rate.rate}円、` +
          `${dayInWords(rate.on_day)}、${rate.source}）`,
        before: null,
        after: null,
      });
  }
  return said;
}

/** What is left of each limit, for the institution alone. */
async function limitsLeft(tx: Tx, incident: IncidentRow): Promise<LetterContent['limits']> {
  const { id, member_period_id: periodId } = await incidentById(tx, incident.id);
  const period = periodId ? await periodById(tx, periodId) : null;
  if (!period) return [];
  const open = (await openAmounts(tx, [period.id])).get(period.id) ?? [];
  return (await caseLimits(tx, period, open, id))
    .filter(({ bucket }) => bucket !== 'deductible')
    .map(({ nameJa, limit, remaining }) => ({ name: nameJa, limit, remaining }));
}
