import type { Tx } from '#database';
import type { ListRow, RefusedRow } from './facility-list.js';
import type { FacilityLine } from './facility-line.js';
import { changeOf, isChanged, type KnownFacility } from './facility-listing.js';
import {
  facilitiesForUpdate,
  insertFacilities,
  updateFacilities,
  type ChangedFacility,
  type ListOrigin,
} from './facility.store.js';
import { auditBatch, noCounts } from './import-run.store.js';
import type { ImportCounts } from './move-import-run.js';

/** Takes over rows of a list; `fresh` says of each whether its code occurs for the first time in this list. */
export async function takeOverBatch(
  tx: Tx,
  rows: readonly ListRow[],
  fresh: readonly boolean[],
  origin: ListOrigin,
): Promise<{ counts: ImportCounts; refused: RefusedRow[] }> {
  const known = await facilitiesForUpdate(
    tx,
    rows.flatMap(({ read }) => ('fault' in read ? [] : [read.code])),
  );
  const inBatch = new Map<string, FacilityLine>();
  const refused: RefusedRow[] = [];
  const added: FacilityLine[] = [];
  const changed: ChangedFacility[] = [];
  const refolded: ChangedFacility[] = [];
  let [same, repeated, reopened] = [0, 0, 0];

  rows.forEach(({ line, cells, read }, at) => {
    if ('fault' in read) {
      refused.push({ line, code: read.fault, cells });
      return;
    }
    const facility = known.get(read.code);
    if (!fresh[at]) {
      if (saysTheSame(read, inBatch.get(read.code) ?? facility)) repeated++;
      else refused.push({ line, code: 'register.code-doubled', cells });
      return;
    }
    inBatch.set(read.code, read);
    if (!facility) {
      added.push(read);
      return;
    }
    const change = changeOf(facility, read);
    if (isChanged(facility, change)) changed.push({ known: facility, line: read, change });
    else same++;
    if (!isChanged(facility, change) && change.refold) refolded.push({ known: facility, line: read, change });
    if (change.reopened) reopened++;
  });

  await insertFacilities(tx, added, origin);
  await updateFacilities(tx, [...changed, ...refolded], origin);
  // a batch without changes gets no audit entry; its run has one
  if (added.length + changed.length > 0)
    auditBatch(tx, 'facilities.listed', origin.runId, {
      asOf: origin.asOf,
      new: added,
      changed: changed.map(({ known: before, line }) => ({ before, after: line })),
    });
  const counts = {
    ...noCounts,
    read: rows.length,
    new: added.length,
    changed: changed.length,
    same,
    repeated,
    reopened,
  };
  return { counts: { ...counts, refused: refused.length }, refused };
}

function saysTheSame(line: FacilityLine, before: FacilityLine | KnownFacility | undefined): boolean {
  if (!before) return false;
  const postalCode = 'id' in before ? before.postal_code : before.postalCode;
  return before.name === line.name && postalCode === line.postalCode && before.address === line.address;
}
