import type { Tx } from '#database';
import { newId } from '#kernel';
import { guessKind } from './facility-kind.js';
import type { FacilityLine } from './facility-line.js';
import { isChanged, type FacilityChange, type KnownFacility } from './facility-listing.js';
import { facilitySearchForms } from './facility-search-forms.js';

/** The list from which rows come: its day, and the run that takes it over. */
export interface ListOrigin {
  readonly asOf: string;
  readonly runId: string;
}

/** A known facility, its line in a list, and the changes. */
export interface ChangedFacility {
  readonly known: KnownFacility;
  readonly line: FacilityLine;
  readonly change: FacilityChange;
}

type Row = Readonly<Record<string, unknown>>;

/** The facilities with these codes, locked. */
export async function facilitiesForUpdate(tx: Tx, codes: readonly string[]): Promise<Map<string, KnownFacility>> {
  const rows = await tx.rows<KnownFacility>(
    `SELECT id, code, name, kind, postal_code, address, closed_on, listed_on, name_folded, name_search, place_search
       FROM facility WHERE code = ANY ($1) ORDER BY id FOR UPDATE`,
    [codes],
  );
  return new Map(rows.map((row) => [row.code, row]));
}

export async function insertFacilities(tx: Tx, lines: readonly FacilityLine[], origin: ListOrigin): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => ({
    id: newId(),
    code: line.code,
    kind: guessKind(line.name),
    ...stateOf(line, origin),
  }));
  const json = JSON.stringify(rows);
  await tx.rows(
    `INSERT INTO facility (id, code, kind, valid_from, name, prefecture, postal_code, address, listed_on, import_run_id,
       name_folded, name_search, name_grams, place_search, search_grams)
     SELECT id, code, kind, listed_on, name, prefecture, postal_code, address, listed_on, import_run_id, name_folded,
       name_search, name_grams, place_search, search_grams
       FROM jsonb_populate_recordset(NULL::facility, $1)`,
    [json],
  );
  await saveNames(tx, json);
  await saveAddresses(tx, json);
  await openListings(tx, json);
}

/** Writes changes; earlier names, addresses and listings stay, each with the day from which it holds. */
export async function updateFacilities(
  tx: Tx,
  facilities: readonly ChangedFacility[],
  origin: ListOrigin,
): Promise<void> {
  if (facilities.length === 0) return;
  const rows = facilities.map(({ known, line, change }) => ({
    id: known.id,
    // a kind that a person changed from the guess is not guessed again
    kind: known.kind === guessKind(known.name) ? guessKind(line.name) : known.kind,
    ...stateOf(line, origin),
    ...(isChanged(known, change) ? {} : { listed_on: known.listed_on, import_run_id: null }),
  }));
  await tx.rows(
    `UPDATE facility f
       SET name = r.name, kind = r.kind, postal_code = r.postal_code, address = r.address, closed_on = NULL,
         listed_on = r.listed_on,
        import_run_id = coalesce(r.import_run_id, f.import_run_id), name_folded = r.name_folded,
          name_search = r.name_search, name_grams = r.name_grams, place_search = r.place_search,
          search_grams = r.search_grams
       FROM jsonb_populate_recordset(NULL::facility, $1) r WHERE f.id = r.id`,
    [JSON.stringify(rows)],
  );
  const those = (which: (change: FacilityChange) => boolean): string =>
    JSON.stringify(rows.filter((_, at) => which(facilities[at]?.change as FacilityChange)));
  await saveNames(
    tx,
    those((change) => change.name),
  );
  await saveAddresses(
    tx,
    those((change) => change.place),
  );
  await openListings(
    tx,
    those((change) => change.reopened),
  );
}

/** Closes facilities on the day of a list. */
export async function closeFacilities(tx: Tx, ids: readonly string[], origin: ListOrigin): Promise<void> {
  await tx.rows('UPDATE facility SET closed_on = $2, listed_on = $2, import_run_id = $3 WHERE id = ANY ($1)', [
    ids,
    origin.asOf,
    origin.runId,
  ]);
  await tx.rows('UPDATE facility_listing SET to_on = $2 WHERE facility_id = ANY ($1) AND to_on IS NULL', [
    ids,
    origin.asOf,
  ]);
}

/** Open entries that came from a list, of some prefectures, after a code: only these may be closed by a newer list. */
export async function openListed(
  tx: Tx,
  prefectures: readonly number[],
  afterCode: string,
  count: number,
): Promise<{ id: string; code: string; prefecture: number }[]> {
  return tx.rows(
    `SELECT id, code, prefecture
       FROM facility
       WHERE prefecture = ANY ($1) AND code > $2 AND closed_on IS NULL AND listed_on IS NOT NULL
       ORDER BY code
       LIMIT $3`,
    [prefectures, afterCode, count],
  );
}

function stateOf(line: FacilityLine, origin: ListOrigin): Row {
  return {
    name: line.name,
    prefecture: line.prefecture,
    postal_code: line.postalCode,
    address: line.address,
    listed_on: origin.asOf,
    import_run_id: origin.runId,
    ...facilitySearchForms(line),
  };
}

// a second list of the same day replaces the names of the first
async function saveNames(tx: Tx, rows: string): Promise<void> {
  await tx.rows(
    `INSERT INTO facility_name (facility_id, name, from_on)
       SELECT id, name, listed_on
       FROM jsonb_populate_recordset(NULL::facility, $1)
     ON CONFLICT (facility_id, from_on) DO UPDATE SET name = excluded.name`,
    [rows],
  );
}

async function saveAddresses(tx: Tx, rows: string): Promise<void> {
  await tx.rows(
    `INSERT INTO facility_address (facility_id, postal_code, address, from_on)
       SELECT id, postal_code, address, listed_on
       FROM jsonb_populate_recordset(NULL::facility, $1)
     ON CONFLICT (facility_id, from_on) DO UPDATE SET postal_code = excluded.postal_code, address = excluded.address`,
    [rows],
  );
}

async function openListings(tx: Tx, rows: string): Promise<void> {
  await tx.rows(
    `INSERT INTO facility_listing (facility_id, from_on)
       SELECT id, listed_on
       FROM jsonb_populate_recordset(NULL::facility, $1)
     ON CONFLICT (facility_id, from_on) DO UPDATE SET to_on = NULL`,
    [rows],
  );
}
