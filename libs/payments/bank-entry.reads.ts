import { type Tx } from '#database';
import { limitOf, toPage, type Page } from '#http';
import { dayInJapan } from '#kernel';
import { Problem } from '#problems';
import type { BankDto, BankEntryDto, BankEntryQuery } from './bank-entry.dto.js';
import { bankAndBranch } from './bank-master.js';
import { enteredColumns, enteredCursor, enteredRows, enteredView, type EnteredRow } from './entered.reads.js';
import type { BankEntryEntity } from './bank-entry.entity.js';

interface Row
  extends
    EnteredRow,
    Pick<BankEntryEntity, 'bank_code' | 'branch_code' | 'act' | 'name' | 'kana' | 'from_on' | 'source' | 'entered_by'> {
  readonly entered_by_name: string;
  readonly decided_by_name: string | null;
}

const select = `SELECT ${enteredColumns('b')}, b.bank_code, b.branch_code, b.act, b.name, b.kana, b.from_on, b.source,
    b.entered_by, e.display_name AS entered_by_name, d.display_name AS decided_by_name
  FROM bank_entry b JOIN person e ON e.id = b.entered_by LEFT JOIN person d ON d.id = b.decided_by`;

/** One change of the master. Throws `requests.not-found`. */
export async function bankEntryView(tx: Tx, id: string): Promise<BankEntryDto> {
  const row = await tx.one<Row>(`${select} WHERE b.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return view(row);
}

/** Changes of the master, newest first unless asked otherwise, by cursor. */
export async function listBankEntries(tx: Tx, query: BankEntryQuery): Promise<Page<BankEntryDto>> {
  const rows = await enteredRows<Row>(tx, { select, alias: 'b' }, query, { bank_code: query.bankCode });
  return toPage(rows, limitOf(query), enteredCursor, view);
}

/**
 * A bank and its branch as the master has them on a day. Throws `requests.not-found` where there has been no such bank.
 */
export async function bankOn(tx: Tx, bankCode: string, branchCode: string, day: string | undefined): Promise<BankDto> {
  const { bank, branch } = await bankAndBranch(tx, { bankCode, branchCode }, day ?? dayInJapan(new Date()));
  if (!bank) throw new Problem('requests.not-found');
  return {
    bankName: bank.name,
    bankKana: bank.kana,
    branchName: branch?.name ?? null,
    branchKana: branch?.kana ?? null,
    closedOn: branch?.closedOn ?? bank.closedOn,
  };
}

function view(row: Row): BankEntryDto {
  return {
    ...enteredView(row),
    bankCode: row.bank_code,
    branchCode: row.branch_code,
    act: row.act,
    name: row.name,
    kana: row.kana,
    fromOn: row.from_on,
    source: row.source,
    enteredById: row.entered_by,
    enteredByName: row.entered_by_name,
    decidedByName: row.decided_by_name,
  };
}
