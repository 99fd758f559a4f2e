import type { Tx } from '#database';
import { Problem } from '#problems';
import { bankAccountKey, type BankAccount } from './bank-account-key.js';
import type { BankLineEntity } from './bank-line.entity.js';
import { newestOrigin } from './batch.store.js';
import { OriginatingAccountEntity } from './originating-account.entity.js';
import type { ReportedLine } from './reported-line.js';

/** A line with the insurer's account, and what number it is among equal lines, where it is new. */
export interface RecognisedLine extends ReportedLine {
  readonly account: string;
  readonly nth: number;
  /** It was entered before, from another file. */
  readonly isKnown: boolean;
}

type Entered = Pick<
  BankLineEntity,
  'account' | 'on_day' | 'yen' | 'kind' | 'outcome' | 'payment_no' | 'reference' | 'note' | 'nth' | 'row_hash'
>;

/**
 * Which lines were entered before. A line is what it says: account, day, amount, kind, numbers and words. Of equal
 * lines of a day as many are known as were entered before, so that what two files have in common counts once. A row of
 * a list is also known by its cells, where its columns are assigned anew. Who enters the new ones keeps others from it
 * meanwhile (`holdLines`).
 */
export async function recogniseLines(tx: Tx, lines: readonly ReportedLine[]): Promise<RecognisedLine[]> {
  const current = (await newestOrigin(tx)) ?? null;
  const paidFrom = current === null ? '' : bankAccountKey(accountOf(current));
  const named = lines.map((line) => ({ ...line, account: line.account ?? paidFrom }));
  const before = await tx.rows<Entered>(
    `SELECT account, on_day, yen, kind, outcome, payment_no, reference, note, nth, row_hash
       FROM bank_line
      WHERE account = ANY ($1) AND on_day = ANY ($2::date[])
      ORDER BY id`,
    [[...new Set(named.map(({ account }) => account))], [...new Set(named.map(({ onDay }) => onDay))]],
  );
  const known = knownOf(named, before);
  const last = new Map<string, number>();
  for (const row of before) last.set(saidBy(row), Math.max(row.nth, last.get(saidBy(row)) ?? 0));
  return named.map((line) => {
    if (known.has(line)) return { ...line, nth: 0, isKnown: true };
    const said = saidBy(asEntered(line));
    const nth = (last.get(said) ?? 0) + 1;
    last.set(said, nth);
    return { ...line, nth, isKnown: false };
  });
}

type Named = ReportedLine & { readonly account: string };

/**
 * The lines that were entered before, each for another one that was: first those whose row has the same cells, which
 * are the same line under whatever form, then those that say the same.
 */
function knownOf(lines: readonly Named[], before: readonly Entered[]): ReadonlySet<Named> {
  const known = new Set<Named>();
  const used = new Set<Entered>();
  for (const keyOf of [rowOf, saidBy]) {
    const left = new Map<string, Entered[]>();
    for (const row of before.toReversed()) {
      const key = used.has(row) ? null : keyOf(row);
      if (key === null) continue;
      const rows = left.get(key);
      if (rows) rows.push(row);
      else left.set(key, [row]);
    }
    for (const line of lines) {
      const key = known.has(line) ? null : keyOf(asEntered(line));
      const found = key === null ? undefined : left.get(key)?.pop();
      if (!found) continue;
      used.add(found);
      known.add(line);
    }
  }
  return known;
}

const asEntered = (line: Named): Omit<Entered, 'nth'> => ({
  ...{ account: line.account, on_day: line.onDay, yen: line.yen, kind: line.kind, outcome: line.outcome },
  ...{ payment_no: line.paymentNo, reference: line.reference, note: line.note, row_hash: line.rowHash ?? null },
});

const saidBy = (row: Omit<Entered, 'nth'>): string =>
  JSON.stringify([
    ...[row.account, row.on_day, row.yen, row.kind, row.outcome, row.payment_no, row.reference, row.note],
  ]);

const rowOf = ({ account, on_day, yen, kind, row_hash }: Omit<Entered, 'nth'>): string | null =>
  row_hash && JSON.stringify([account, on_day, yen, kind, row_hash]);

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
