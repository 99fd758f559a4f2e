import type { Actor, Tx } from '#database';
import { limitOf, toPage, type Page } from '#http';
import { incidentById } from '#incidents';
import { Problem } from '#problems';
import { accountsOf, accountNames } from '#decisions';
import type { PayableVendorDto } from './insurer-cost.dto.js';
import { accountTypes, type AccountDto, type AccountQuery } from './payee-account.dto.js';
import { namesOf, placeOf, type Names } from './bank-names.js';
import { enteredColumns, enteredCursor, enteredRows, enteredView, type EnteredRow } from './entered.reads.js';
import { typeDigits } from './payee-account.js';
import type { PayeeAccountEntity } from './payee-account.entity.js';

interface Row
  extends
    EnteredRow,
    Pick<
      PayeeAccountEntity,
      | 'institution_id'
      | 'bank_code'
      | 'bank_name'
      | 'branch_code'
      | 'branch_name'
      | 'account_type'
      | 'last_digits'
      | 'source'
      | 'claimant_id'
      | 'vendor_name'
    > {
  readonly institution_name: string;
  readonly current: boolean;
  readonly closed_on: string | null;
  readonly came_back: boolean;
  /** null for institutions: they do not see who decides at the insurer. */
  readonly decided_by_name: string | null;
}

const decider = '(SELECT d.display_name FROM person d WHERE d.id = a.decided_by)';

const selectFor = ({ side }: Actor): string => `SELECT ${enteredColumns('a')},
    ${side === 'insurer' ? decider : 'NULL'} AS decided_by_name,
    a.institution_id, i.name AS institution_name, a.bank_code, a.bank_name,
     a.branch_code, a.branch_name,
    a.account_type, a.last_digits, a.source, a.claimant_id, a.vendor_name,
    a.id = (
        SELECT c.id
        FROM payee_account c
        WHERE c.institution_id = a.institution_id
          AND c.decision = 'confirmed'
          AND c.claimant_id IS NOT DISTINCT FROM a.claimant_id
          AND c.vendor_name IS NOT DISTINCT FROM a.vendor_name
      AND bank_closed_on(c.bank_code, c.branch_code, (now() AT TIME ZONE 'Asia/Tokyo')::date) IS NULL
          ORDER BY c.decided_at DESC, c.id DESC
          LIMIT 1) AS current,
    bank_closed_on(a.bank_code, a.branch_code, (now() AT TIME ZONE 'Asia/Tokyo')::date) AS closed_on,
    EXISTS (SELECT FROM payment p WHERE p.account_id = a.id AND p.state IN ('returned','set-aside')) AS came_back
  FROM payee_account a JOIN institution i ON i.id = a.institution_id`;

/** One account, masked. Throws `requests.not-found`. */
export async function accountView(tx: Tx, id: string): Promise<AccountDto> {
  const row = await tx.one<Row>(`${selectFor(tx.actor)} WHERE a.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return view(row, await namesOf(tx, [row]));
}

/** Accounts, newest first unless asked otherwise, by cursor; a manager sees their own institution's. */
export async function listAccounts(tx: Tx, query: AccountQuery): Promise<Page<AccountDto>> {
  const rows = await enteredRows<Row>(tx, { select: selectFor(tx.actor), alias: 'a' }, query, {
    institution_id: query.institutionId,
  });
  const names = await namesOf(tx, rows);
  return toPage(rows, limitOf(query), enteredCursor, (row) => view(row, names));
}

/**
 * The vendors of a case's institution that can be paid: each with its confirmed account that is in use, and nothing of
 * the account itself. Throws `requests.not-found`.
 */
export async function payableVendors(tx: Tx, incidentId: string): Promise<PayableVendorDto[]> {
  const { institution_id } = await incidentById(tx, incidentId);
  const rows = await tx.rows<Row>(
    `${selectFor(tx.actor)} WHERE a.institution_id = $1 AND a.vendor_name IS NOT NULL AND a.decision = 'confirmed'
      ORDER BY a.vendor_name, a.id`,
    [institution_id],
  );
  return rows.flatMap(({ id, vendor_name: name, current, came_back }) =>
    name !== null && current && !came_back ? [{ accountId: id, name }] : [],
  );
}

function view(row: Row, names: Names): AccountDto {
  return {
    ...enteredView(row),
    decidedByName: row.decided_by_name,
    institutionId: row.institution_id,
    institutionName: row.institution_name,
    claimantId: row.claimant_id,
    vendorName: row.vendor_name,
    bankCode: row.bank_code,
    bankName: names.get(placeOf(row))?.bank?.name ?? row.bank_name,
    branchCode: row.branch_code,
    branchName: names.get(placeOf(row))?.branch?.name ?? row.branch_name,
    accountType: accountTypes.find((type) => typeDigits[type] === row.account_type) ?? 'other',
    accountNumber: `****${row.last_digits}`,
    source: row.source,
    closedOn: row.closed_on,
    // an account from which a payment came back is not paid to again
    current: row.current === true && !row.came_back,
    cameBack: row.came_back,
  };
}

accountsOf.supply((tx, institutionIds) =>
  tx.rows(
    `SELECT id, institution_id AS "institutionId"
       FROM payee_account
      WHERE institution_id = ANY ($1) AND decision IS DISTINCT FROM 'refused'`,
    [institutionIds],
  ),
);

accountNames.supply(async (tx, ids) => {
  const rows = await tx.rows<Pick<PayeeAccountEntity, 'id'> & { name: string }>(
    `SELECT a.id, coalesce(a.vendor_name, c.name) AS name
       FROM payee_account a
       LEFT JOIN claimant c ON c.id = a.claimant_id
       WHERE a.id = ANY ($1) AND coalesce(a.vendor_name, c.name) IS NOT NULL`,
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
});
