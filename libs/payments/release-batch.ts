import { createHash } from 'node:crypto';
import { type Tx } from '#database';
import { screenNames, subjectsOf, type ScreenedSubject, type ScreeningState } from '#decisions';
import { incidentsById } from '#incidents';
import { type Secrets } from '#platform';
import { Problem } from '#problems';
import { holdMaster } from './bank-entry.js';
import { bankAndBranch } from './bank-master.js';
import { bankClosed, paymentToStop } from './batch-words.js';
import { requireOrigin, requireDay } from './batch.store.js';
import { batchMover } from './move-batch.js';
import { movePayments } from './move-payment.js';
import { namesOf, openAccount } from './payee-account.js';
import { transferFile, type TransferProfile } from './transfer-file.js';
import type { PaymentEntity } from './payment.entity.js';
import type { PayeeAccountEntity } from './payee-account.entity.js';
import type { PaymentBatchEntity } from './payment-batch.entity.js';
import type { OriginatingAccountEntity } from './originating-account.entity.js';

/**
 * Releases a batch: the file is written once. Throws `payments.bank-closed`, and what `requireDay` and the screening
 * throw.
 */
export async function releaseBatch(
  tx: Tx,
  batch: PaymentBatchEntity,
  payments: readonly PaymentEntity[],
  secrets: Secrets,
): Promise<void> {
  const from = await requireOrigin(tx);
  requireDay(batch.transfer_on, from, tx.now);
  await requireScreened(tx, payments);
  await requireOpenBanks(tx, payments, batch.transfer_on);
  const file = await fileFor(tx, batch.transfer_on, payments, secrets);
  await movePayments(tx, payments, { to: 'released', by: 'system' });
  await batchMover.move(tx, 'insurer', [batch], {
    to: 'released',
    also: {
      released_at: tx.now,
      file_sealed: asBytea(secrets.seal(file, batch.id)),
      file_hash: asBytea(createHash('sha256').update(file).digest()),
    },
    said: { payments: payments.length },
  });
}

/** Bytes in the form that PostgreSQL reads from JSON. */
const asBytea = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;

/** The file of these payments, as it is or would be written. */
export async function fileFor(
  tx: Tx,
  transferOn: string,
  payments: readonly PaymentEntity[],
  secrets: Secrets,
): Promise<Buffer> {
  const from = await requireOrigin(tx);
  const profile = { ...profileOf(from), ...(await namesOn(tx, from, transferOn)) };
  return Buffer.from(transferFile(profile, transferOn, await transfersOf(tx, payments, transferOn, secrets)));
}

/** Names by the master on a day; as they were entered where the master has none. */
async function namesOn(
  tx: Tx,
  at: { bank_code: string; bank_name: string; branch_code: string; branch_name: string },
  day: string,
): Promise<{ bankName: string; branchName: string }> {
  const { bank, branch } = await bankAndBranch(tx, { bankCode: at.bank_code, branchCode: at.branch_code }, day);
  return { bankName: bank?.kana ?? at.bank_name, branchName: branch?.kana ?? at.branch_name };
}

/**
 * No payment goes to a bank or branch that is closed on its transfer date. Throws `payments.bank-closed` with the
 * payments.
 */
async function requireOpenBanks(tx: Tx, payments: readonly PaymentEntity[], transferOn: string): Promise<void> {
  await holdMaster(tx);
  const closed = await tx.rows<Pick<PaymentEntity, 'no'> & { closed_on: string }>(
    `SELECT p.no, bank_closed_on(a.bank_code, a.branch_code, $2) AS closed_on
       FROM payment p JOIN payee_account a ON a.id = p.account_id
      WHERE p.id = ANY ($1) AND bank_closed_on(a.bank_code, a.branch_code, $2) IS NOT NULL
      ORDER BY p.no`,
    [payments.map(({ id }) => id), transferOn],
  );
  if (closed.length > 0)
    throw new Problem('payments.bank-closed', {
      missing: closed.map(({ no, closed_on }) => bankClosed(no, closed_on)),
    });
}

/**
 * No payee or other subject of a batch matches a watched name; they were screened just before. Throws
 * `decisions.no-watch-list`, `payments.screening-held` with the payments.
 */
async function requireScreened(tx: Tx, payments: readonly PaymentEntity[]): Promise<void> {
  const states = await tx.rows<Pick<PaymentEntity, 'no'> & { screening: ScreeningState }>(
    'SELECT p.no, payment_screening(p.id) AS screening FROM payment p WHERE p.id = ANY ($1) ORDER BY p.no',
    [payments.map(({ id }) => id)],
  );
  if (states.some(({ screening }) => screening === 'unknown')) throw new Problem('decisions.no-watch-list');
  const held = states.filter(({ screening }) => screening !== 'clear');
  if (held.length > 0)
    throw new Problem('payments.screening-held', {
      missing: held.map(({ no }) => paymentToStop(no)),
    });
}

/** Screens every payee of a batch again before its release, and the institution of each payment. */
export async function screenBatch(tx: Tx, id: string, secrets: Secrets): Promise<void> {
  const rows = await tx.rows<
    Pick<PaymentEntity, 'account_id' | 'institution_id' | 'incident_id'> &
      Pick<PayeeAccountEntity, 'sealed' | 'vendor_name'>
  >(
    `SELECT p.account_id, p.institution_id, p.incident_id, a.sealed, a.vendor_name
       FROM payment p
       JOIN payee_account a ON a.id = p.account_id
       WHERE p.batch_id = $1`,
    [id],
  );
  const subjects: ScreenedSubject[] = rows.map(({ account_id, institution_id, sealed, vendor_name }) => ({
    kind: 'account',
    id: account_id,
    institutionId: institution_id,
    names: namesOf(openAccount({ id: account_id, sealed }, secrets).holder, vendor_name),
  }));
  for (const incident of await incidentsById(tx, [...new Set(rows.map(({ incident_id }) => incident_id))]))
    subjects.push(...(await subjectsOf(tx, incident)));
  await screenNames(tx, subjects, 'release');
}

function profileOf(from: OriginatingAccountEntity): TransferProfile {
  return {
    requesterCode: from.requester_code,
    requesterName: from.requester_name,
    bankCode: from.bank_code,
    bankName: from.bank_name,
    branchCode: from.branch_code,
    branchName: from.branch_name,
    accountType: from.account_type,
    accountNumber: from.account_number,
    lineEnd: from.line_end === 'crlf' ? '\r\n' : '',
    endOfFile: from.end_of_file,
  };
}

async function transfersOf(tx: Tx, payments: readonly PaymentEntity[], transferOn: string, secrets: Secrets) {
  const accounts = await tx.rows<
    Pick<
      PayeeAccountEntity,
      'id' | 'bank_code' | 'bank_name' | 'branch_code' | 'branch_name' | 'account_type' | 'sealed'
    >
  >(
    `SELECT id, bank_code, bank_name, branch_code, branch_name, account_type, sealed
       FROM payee_account
       WHERE id = ANY ($1)`,
    [payments.map(({ account_id }) => account_id)],
  );
  const of = new Map<string, (typeof accounts)[number] & { bankName: string; branchName: string }>();
  for (const account of accounts) of.set(account.id, { ...account, ...(await namesOn(tx, account, transferOn)) });
  return payments.map((payment) => {
    const account = of.get(payment.account_id);
    if (!account) throw new Error('a payment has an account');
    const { accountNumber, holder } = openAccount(account, secrets);
    return {
      bankCode: account.bank_code,
      bankName: account.bankName,
      branchCode: account.branch_code,
      branchName: account.branchName,
      accountType: account.account_type,
      accountNumber,
      holder,
      yen: payment.amount_yen + payment.interest_yen,
      number: String(payment.no),
    };
  });
}
