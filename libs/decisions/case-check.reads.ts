import type { Tx } from '#database';
import type { ChecksDto } from './case-check.dto.js';
import { checksOf, missingChecks, newestChecks } from './case-check.js';
import { checkNames } from './case-check-kinds.js';

/** The checks of a case, newest first, with what is missing. Throws `requests.not-found`. */
export async function checksView(tx: Tx, incidentId: string): Promise<ChecksDto> {
  const checks = await checksOf(tx, incidentId);
  const newest = newestChecks(checks);
  return {
    checks: checks.map((check) => ({
      id: check.id,
      kind: check.kind,
      nameJa: checkNames[check.kind].ja,
      nameEn: checkNames[check.kind].en,
      finding: check.finding,
      note: check.note,
      source: check.source,
      checkedByName: check.checked_by_name,
      at: check.at.toISOString(),
      counts: newest.includes(check),
    })),
    missing: missingChecks(newest),
  };
}
