import { type Tx } from '#database';
import { caseFile, hasEnded, incidentById } from '#incidents';
import { groupBy, newId, type CodedText } from '#kernel';
import { Problem } from '#problems';
import { CaseCheckEntity } from './case-check.entity.js';
import type { PersonEntity } from '#people';
import { checkKinds } from './case-check-kinds.js';
import { checkMissing } from './decision-words.js';

/** A check as it was recorded. */
export interface CheckRow extends Omit<CaseCheckEntity, 'incident_id' | 'institution_id'> {
  readonly checked_by_name: PersonEntity['display_name'];
}

/** Everything that was checked before the first proposal of a case, newest first. Throws `requests.not-found`. */
export async function checksOf(tx: Tx, incidentId: string): Promise<CheckRow[]> {
  await incidentById(tx, incidentId);
  return (await checksOfCases(tx, [incidentId])).get(incidentId) ?? [];
}

/** The same for several cases, by case; a case without checks is left out. */
export async function checksOfCases(tx: Tx, incidentIds: readonly string[]): Promise<ReadonlyMap<string, CheckRow[]>> {
  const rows = await tx.rows<CheckRow & Pick<CaseCheckEntity, 'incident_id'>>(
    `SELECT c.incident_id, c.id, c.kind, c.finding, c.note, c.source, c.checked_by,
            p.display_name AS checked_by_name, c.at
       FROM case_check c JOIN person p ON p.id = c.checked_by
      WHERE c.incident_id = ANY ($1)
      ORDER BY c.at DESC, c.id DESC`,
    [incidentIds],
  );
  const byCase = [...groupBy(rows, (row) => row.incident_id)];
  return new Map(byCase.map(([id, checks]) => [id, checks.map(({ incident_id: _, ...check }) => check)]));
}

/** The newest of each kind. */
export function newestChecks(checks: readonly CheckRow[]): CheckRow[] {
  return checkKinds.flatMap((kind) => checks.find((check) => check.kind === kind) ?? []);
}

/** The checks that are still to be recorded before a proposal, as texts that say what to do. */
export function missingChecks(checks: readonly CheckRow[]): CodedText[] {
  return checkKinds.filter((kind) => !checks.some((check) => check.kind === kind)).map(checkMissing);
}

/** Records a check with its finding and source; the newest of a kind counts. Throws `incidents.ended`. */
export async function recordCheck(
  tx: Tx,
  incidentId: string,
  body: Pick<CaseCheckEntity, 'kind' | 'finding' | 'note' | 'source'>,
): Promise<void> {
  const incident = await caseFile(tx, incidentId);
  if (hasEnded(incident)) throw new Problem('incidents.ended');
  const id = newId();
  const { kind, finding, note, source } = body;
  await tx.insert(CaseCheckEntity, {
    ...{ id, incident_id: incidentId, institution_id: incident.institution_id },
    ...{ kind, finding, note, source, checked_by: tx.actor.id, at: tx.now },
  });
  tx.record(incident, {
    timeline: {
      kind: 'case-checked',
      audience: 'insurer',
      data: { check: body.kind, finding: body.finding, personId: tx.actor.id },
    },
    audit: { action: 'case.checked', subject: id, after: body },
  });
}
