import type { Tx } from '#database';
import { Problem } from '#problems';
import { bankAccountKey, type BankAccount } from './bank-account-key.js';
import type { BankLineEntity } from './bank-line.entity.js';
import { newestOrigin } from './batch.store.js';
import { OriginatingAccountEntity } from './originating-account.entity.js';
import type { ReportedLine } from './reported-line.js';

/** A line with the insurer's account, and what number it is among equal lines. */
export interface RecognisedLine extends ReportedLine {
  readonly account: string;
  readonly nth: number;
  /** It was entered before, from another file. */
  readonly isKnown: boolean;
}

type Said = Pick<
  BankLineEntity,
  'account' | 'on_day' | 'yen' | 'kind' | 'outcome' | 'payment_no' | 'reference' | 'note'
>;

/**
 * Which lines were entered before. A line is what it says: account, day, amount, kind, numbers and words. Of equal
 * lines of a day as many are known as were entered before, so that what two files have in common counts once. Who
 * enters the new ones keeps others from it meanwhile (`holdLines`).
 */
export async function recogniseLines(tx: Tx, lines: readonly ReportedLine[]): Promise<RecognisedLine[]> {
  const current = (await newestOrigin(tx)) ?? null;
  const paidFrom = current === null ? '' : bankAccountKey(accountOf(current));
  const named = lines.map((line) => ({ ...line, account: line.account ?? paidFrom }));
  const rows = await tx.rows<Said & { readonly times: number }>(
    `SELECT account, on_day, yen, kind, outcome, payment_no, reference, note, count(*)::int AS times
       FROM bank_line
      WHERE account = ANY ($1) AND on_day = ANY ($2::date[])
      GROUP BY account, on_day, yen, kind, outcome, payment_no, reference, note`,
    [[...new Set(named.map(({ account }) => account))], [...new Set(named.map(({ onDay }) => onDay))]],
  );
  const before = new Map(
    rows.map((row) => [
      keyOf([row.account, row.on_day, row.yen, row.kind, row.outcome, row.payment_no, row.reference, row.note]),
      row.times,
    ]),
  );
  const seen = new Map<string, number>();
  return named.map((line) => {
    const { account, onDay, yen, kind, outcome, paymentNo, reference, note } = line;
    const key = keyOf([account, onDay, yen, kind, outcome, paymentNo, reference, note]);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return { ...line, nth, isKnown: nth <= (before.get(key) ?? 0) };
  });
}

const keyOf = (said: readonly (string | number | null)[]): string => JSON.stringify(said);

/** Until the transaction ends nobody else enters lines: the second of two overlapping files sees those of the first. */
export async function holdLines(tx: Tx): Promise<void> {
  await tx.rows(`SELECT pg_advisory_xact_lock(hashtextextended('sonae.bank-lines', 0))`);
}

/** Refuses a file of an account from which was never paid. Throws `payments.bank-other-account`. */
export async function requireOwnAccounts(tx: Tx, accounts: readonly BankAccount[]): Promise<void> {
  if (accounts.length === 0) return;
  const own = new Set((await tx.find(OriginatingAccountEntity, {})).map((row) => bankAccountKey(accountOf(row))));
  const other = accounts.find((account) => !own.has(bankAccountKey(account)));
  if (!other) return;
  const { bankCode: bank, branchCode: branch, accountNumber } = other;
  const as = (text: string) => ({ ja: text, en: text });
  throw new Problem('payments.bank-other-account', {
    params: { bank: as(bank), branch: as(branch), digits: as(accountNumber.slice(-3)) },
  });
}

/** The account from which is paid, as files name it. */
export const accountOf = (row: OriginatingAccountEntity): BankAccount => ({
  bankCode: row.bank_code,
  branchCode: row.branch_code,
  accountType: row.account_type,
  accountNumber: row.account_number,
});
