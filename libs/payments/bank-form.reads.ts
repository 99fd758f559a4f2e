import type { Tx } from '#database';
import { bankAccountKey } from './bank-account-key.js';
import type { BankColumnsDto, BankFormDto } from './bank-form.dto.js';
import type { BankFormEntity } from './bank-form.entity.js';
import { newestOrigin } from './batch.store.js';
import { accountOf } from './recognise-lines.js';

type Row = BankFormEntity & { readonly entered_by_name: string };

/** How lists are read for the account from which is paid: the newest of each name, by their names. */
export async function bankForms(tx: Tx): Promise<BankFormDto[]> {
  const origin = await newestOrigin(tx);
  if (!origin) return [];
  const rows = await tx.rows<Row>(
    `SELECT DISTINCT ON (f.name) f.*, p.display_name AS entered_by_name
       FROM bank_form f JOIN person p ON p.id = f.entered_by
      WHERE f.account = $1
      ORDER BY f.name, f.entered_at DESC, f.id DESC
      LIMIT 100`,
    [bankAccountKey(accountOf(origin))],
  );
  return rows.map((row) => ({
    ...columnsOf(row),
    ...{ id: row.id, name: row.name, enteredByName: row.entered_by_name, enteredAt: row.entered_at.toISOString() },
  }));
}

const columnsOf = (row: Row): BankColumnsDto => ({
  dayColumn: row.day_column,
  ...(row.in_column === null ? {} : { inColumn: row.in_column }),
  ...(row.out_column === null ? {} : { outColumn: row.out_column }),
  ...(row.amount_column === null ? {} : { amountColumn: row.amount_column }),
  ...(row.direction_column === null
    ? {}
    : { directionColumn: row.direction_column, inWords: row.in_words, outWords: row.out_words }),
  ...(row.name_column === null ? {} : { nameColumn: row.name_column }),
  ...(row.kind_column === null ? {} : { kindColumn: row.kind_column }),
  ...(row.reference_column === null ? {} : { referenceColumn: row.reference_column }),
});
