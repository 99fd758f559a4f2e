import { type Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { Problem, type FieldFault } from '#problems';
import { bankAndBranch } from './bank-master.js';
import { typeDigits } from './payee-account.js';
import type { OriginDto } from './origin-account.dto.js';
import { transferName } from './transfer-name.js';
import { newestOrigin } from './batch.store.js';
import { OriginatingAccountEntity } from './originating-account.entity.js';

/** Enters the account that transfers are made from; the newest is valid. Throws every fault at once, by pointer. */
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
  if (first || names.bank === null || names.branch === null)
    throw new Problem(errors.length === 1 && first ? first.code : 'requests.invalid', { errors });
  const id = newId();
  await tx.insert(OriginatingAccountEntity, {
    ...{ id, requester_code: body.requesterCode, requester_name: name.text },
    ...{ bank_code: body.bankCode, bank_name: names.bank.kana },
    ...{ branch_code: body.branchCode, branch_name: names.branch.kana },
    ...{ account_type: typeDigits[body.accountType], account_number: body.accountNumber },
    ...{ line_end: body.lineEnd, end_of_file: body.endOfFile, lead_days: body.leadDays },
    ...{ entered_by: tx.actor.id, entered_at: tx.now },
  });
  tx.record('insurer', {
    audit: { action: 'originating-account.entered', subject: id, after: { ...body, accountNumber: '' } },
  });
}

/** The account that transfers are made from; null while none is entered. */
export async function originView(tx: Tx): Promise<OriginDto | null> {
  const row = await newestOrigin(tx);
  if (!row) return null;
  const types = ['ordinary', 'current', 'other'] as const;
  return {
    requesterCode: row.requester_code,
    requesterName: row.requester_name,
    bankCode: row.bank_code,
    branchCode: row.branch_code,
    accountType: types.find((type) => typeDigits[type] === row.account_type) ?? 'other',
    accountNumber: row.account_number,
    lineEnd: row.line_end,
    endOfFile: row.end_of_file,
    leadDays: row.lead_days,
  };
}
