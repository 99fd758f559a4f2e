import type { Tx } from '#database';
import type { FacilityEntity } from '#facilities';

/** The columns of a facility that the rules on policies use. */
export type FacilityRow = Pick<FacilityEntity, 'id' | 'code' | 'name' | 'kind' | 'prefecture' | 'closed_on'>;

/** The facility by its id or code (any width of characters); null when the directory has none. */
export async function facilityBy(
  tx: Tx,
  named: { readonly facilityId?: string | undefined; readonly facilityCode?: string | undefined },
): Promise<FacilityRow | null> {
  const digits = named.facilityCode?.normalize('NFKC').replace(/\D/g, '');
  const row = await tx.one<FacilityRow>(
    'SELECT id, code, name, kind, prefecture, closed_on FROM facility WHERE id = $1 OR code = ANY ($2)',
    [named.facilityId ?? null, digits === undefined ? [] : codesOf(digits)],
  );
  return row ?? null;
}

// the ten digits of a claim have the fee schedule in the third place, which a directory may omit
function codesOf(digits: string): string[] {
  return digits.length === 10 ? [digits, `${digits.slice(0, 2)}${digits.slice(3)}`] : [digits];
}

/** Whether a facility is not closed on a day. A facility that opens in the future may enrol (R-ELG-3). */
export function isOpen(facility: Pick<FacilityRow, 'closed_on'>, day: string): boolean {
  return facility.closed_on === null || facility.closed_on > day;
}
