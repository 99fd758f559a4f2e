import { type Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { Problem, type FieldFault } from '#problems';
import { bankAndBranch } from './bank-master.js';
import { typeDigits } from './payee-account.js';
import type { OriginDto } from './payment.dto.js';
import { transferName } from './transfer-name.js';

/** Enters the account from which is paid; the newest holds. Throws every fault at once, by pointer. */
export async function enterOrigin(tx: Tx, body: OriginDto): Promise<void> {
  const names = await bankAndBranch(tx, body, dayInJapan(tx.now));
  const name = transferName(body.requesterName, 'holder', 40);
  const errors: FieldFault[] = [
    ...(names.bank === null ? [{ pointer: '/bankCode', code: 'accounts.no-such-bank' as const }] : []),
    ...(names.bank !== null && names.branch === null
      ? [{ pointer: '/branchCode', code: 'accounts.no-such-branch' as const }]
      : []),
    ...(names.bank?.closedOn != null ? [{ pointer: '/bankCode', code: 'accounts.bank-closed' as const }] : []),
    ...(names.bank?.closedOn === null && names.branch?.closedOn != null
      ? [{ pointer: '/branchCode', code: 'accounts.branch-closed' as const }]
      : []),
    ...(name.faults.length > 0
      ? [
          {
            pointer: '/requesterName',
            code: 'accounts.name-refused' as const,
            ...(name.suggestion === null ? {} : { allowed: name.suggestion }),
          },
        ]
      : []),
  ];
  const [first] = errors;
  if (first) throw new Problem(errors.length === 1 ? first.code : 'requests.invalid', { errors });
  const id = newId();
  await tx.rows(
    `INSERT INTO originating_account (id, requester_code, requester_name, bank_code, bank_name, branch_code,
       branch_name, account_type, account_number, line_end, end_of_file, lead_days, entered_by, entered_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      id,
      body.requesterCode,
      name.text,
      body.bankCode,
      names.bank?.kana,
      body.branchCode,
      names.branch?.kana,
      typeDigits[body.accountType],
      body.accountNumber,
      body.lineEnd,
      body.endOfFile,
      body.leadDays,
      tx.actor.id,
      tx.now,
    ],
  );
  tx.record('insurer', {
    audit: { action: 'originating-account.entered', subject: id, after: { ...body, accountNumber: '' } },
  });
}

/** The account from which is paid now; null while none is entered. */
export async function originView(tx: Tx): Promise<OriginDto | null> {
  const row = await tx.one<Omit<OriginDto, 'accountType'> & { accountType: string }>(
    `SELECT requester_code AS "requesterCode", requester_name AS "requesterName", bank_code AS "bankCode",
       branch_code AS "branchCode", account_type AS "accountType",
            account_number AS "accountNumber", line_end AS "lineEnd", end_of_file AS "endOfFile",
              lead_days AS "leadDays"
              FROM originating_account
              ORDER BY entered_at DESC, id DESC
              LIMIT 1`,
  );
  if (!row) return null;
  const types = ['ordinary', 'current', 'other'] as const;
  return { ...row, accountType: types.find((type) => typeDigits[type] === row.accountType) ?? 'other' };
}
