import { dayInJapan } from '#kernel';
import { limitOf, Problem, readCursor, toPage, type Page, type Tx } from '#platform';
import type { BankAct, BankDto, BankEntryDto, BankEntryQuery } from './bank-entry.dto.js';
import { bankAndBranch } from './bank-master.js';

interface Row {
  readonly id: string;
  readonly bank_code: string;
  readonly branch_code: string | null;
  readonly act: BankAct;
  readonly name: string | null;
  readonly kana: string | null;
  readonly from_on: string;
  readonly source: string;
  readonly entered_by: string;
  readonly entered_by_name: string;
  readonly entered_at: Date;
  readonly entered_text: string;
  readonly decision: 'confirmed' | 'refused' | null;
  readonly decided_by_name: string | null;
  readonly decided_at: Date | null;
  readonly decision_reason: string | null;
}

const select = `SELECT b.id, b.bank_code, b.branch_code, b.act, b.name, b.kana, b.from_on, b.source,
    b.entered_by, e.display_name AS entered_by_name, b.entered_at,
    to_char(b.entered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS entered_text,
    b.decision, d.display_name AS decided_by_name, b.decided_at, b.decision_reason
  FROM bank_entry b JOIN person e ON e.id = b.entered_by LEFT JOIN person d ON d.id = b.decided_by`;

/** One change of the master. Throws `requests.not-found`. */
export async function bankEntryView(tx: Tx, id: string): Promise<BankEntryDto> {
  const row = await tx.one<Row>(`${select} WHERE b.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return view(row);
}

/** Changes of the master, newest first, by cursor. */
export async function listBankEntries(tx: Tx, query: BankEntryQuery): Promise<Page<BankEntryDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const values: unknown[] = [limit + 1];
  const conditions = ['true'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (query.bankCode) add((place) => `b.bank_code = ${place}`, query.bankCode);
  if (query.state === 'waiting') conditions.push('b.decision IS NULL');
  else if (query.state) add((place) => `b.decision = ${place}`, query.state);
  if (after) {
    values.push(...after);
    conditions.push(`(b.entered_at, b.id) < ($${values.length - 1}::timestamptz, $${values.length}::uuid)`);
  }
  const rows = await tx.rows<Row>(
    `${select} WHERE ${conditions.join(' AND ')} ORDER BY b.entered_at DESC, b.id DESC LIMIT $1`,
    values,
  );
  return toPage(rows, limit, (row) => [row.entered_text, row.id], view);
}

/** A bank and its branch as the master has them on a day. Throws `requests.not-found` where there has been no such bank. */
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
    id: row.id,
    bankCode: row.bank_code,
    branchCode: row.branch_code,
    act: row.act,
    name: row.name,
    kana: row.kana,
    fromOn: row.from_on,
    source: row.source,
    state: row.decision ?? 'waiting',
    enteredById: row.entered_by,
    enteredByName: row.entered_by_name,
    enteredAt: row.entered_at.toISOString(),
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.decision_reason,
  };
}
