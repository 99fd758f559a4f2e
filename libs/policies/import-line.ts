import { checkContract } from '#http';
import { unreadableCode } from '#problems';
import { Faults } from './entry-faults.js';
import { importColumns, type Heading, type ImportColumn } from './import-columns.js';
import * as read from './import-cells.js';
import { EnterPolicyDto, type InsuredInstitution, type WrittenInterruptionOption } from './policy-entry.dto.js';

/** A row of a file as an entry; blank cells are absent members. Throws Problem with every fault. */
export function entryOfRow(cells: readonly string[], heading: Heading): EnterPolicyDto {
  const row = new Row(cells, heading);
  const text = (cell: string): string => cell.trim();
  const institution = institutionOf(row);
  const option = interruptionOf(row);
  const premises = row.get('premises', read.codes);
  const entry = present({
    policyNumber: row.get('policyNumber', text),
    policyholder: row.get('policyholder', text),
    isGroup: row.get('isGroup', read.flag) ?? false,
    certificateNumber: row.get('certificateNumber', text),
    institution,
    newInstitution: row.get('newInstitution', read.flag),
    plan: row.get('plan', read.whole),
    inceptionDate: row.get('inceptionDate', read.day),
    expiryDate: row.get('expiryDate', read.day),
    boundaryHour: row.get('boundaryHour', read.whole),
    deductible: row.get('deductible', read.yen),
    taxCreditableRatio: row.get('taxCreditableRatio', read.decimal),
    businessInterruption: option,
    bodilyInjuryPropertyDamage: row.get('bodilyInjuryPropertyDamage', read.flag),
    parameters: row.get('parameters', read.object),
    premises: premises?.map((facilityCode) => ({ facilityCode })),
    joinedMidTerm: row.get('joinedMidTerm', read.flag),
    endedEarlyOn: row.get('endedEarlyOn', read.day),
    continuousSince: row.get('continuousSince', read.day),
    termsVersion: row.get('termsVersion', text),
  });
  row.faults.refuse();
  return checkContract(EnterPolicyDto, entry) as EnterPolicyDto;
}

function institutionOf(row: Row): InsuredInstitution {
  const text = (cell: string): string => cell.trim();
  const id = row.get('institutionId', (cell) => cell.trim().toLowerCase());
  const facilityCode = row.get('facilityCode', text);
  const described = {
    kind: row.get('kind', read.institutionKind),
    corporationKind: row.get('corporationKind', read.corporationKind),
    telephone: row.get('telephone', text),
    prefecture: row.get('prefecture', read.prefecture),
  };
  if (id !== undefined) return { id };
  // a name beside a code is only for readers of the file
  const name = facilityCode === undefined ? row.get('name', text) : undefined;
  return present({ facilityCode, name, ...described });
}

function interruptionOf(row: Row): WrittenInterruptionOption | undefined {
  const limit = row.get('interruptionLimit', read.yen);
  const waitingHours = row.get('waitingHours', read.decimal);
  const indemnityMonths = row.get('indemnityMonths', read.whole);
  if (limit === undefined && waitingHours === undefined && indemnityMonths === undefined) return undefined;
  return present({ limit, waitingHours, indemnityMonths }) as WrittenInterruptionOption;
}

// removes absent members; the contract of an entry names the missing ones
function present<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}

class Row {
  readonly faults = new Faults();

  constructor(
    private readonly cells: readonly string[],
    private readonly heading: Heading,
  ) {}

  /** The value of a cell; undefined where it is blank, or unreadable, which adds a fault. */
  get<T>(column: ImportColumn, reader: (cell: string) => T): T | undefined {
    const at = this.heading.get(column);
    const cell = at === undefined ? '' : (this.cells[at] ?? '');
    if (cell.trim() === '') return undefined;
    try {
      return reader(cell);
    } catch (error) {
      if (!(error instanceof read.Unreadable)) throw error;
      this.faults.add(importColumns[column].pointer, unreadableCode(error, 'policies.import-unreadable'));
      return undefined;
    }
  }
}
