import { type Actor, type Database, type Tx } from '#database';
import { requireVersion } from '#http';
import { caseFile, type CaseFile } from './case-file.js';
import type { IncidentRow } from './incident.entity.js';
import { standingCase } from './incident.store.js';

/** The case that was named was merged into another one: the work is done there. */
class MergedMeanwhile extends Error {
  constructor(readonly into: string) {
    super('the case was merged into another one');
  }
}

/**
 * A case that takes something, locked, and the merged one under whose number it was sent; null where it is the same.
 */
export interface StandingCase {
  readonly incident: CaseFile;
  readonly sentTo: Pick<IncidentRow, 'id' | 'case_number'> | null;
}

/** Says in a case under which number something reached it: that of one merged into it. Nothing where it is its own. */
export function recordSentTo(tx: Tx, { incident, sentTo }: StandingCase): void {
  if (!sentTo) return;
  tx.record(incident, {
    timeline: { kind: 'sent-to-merged', audience: 'all', data: { caseNumber: sentTo.case_number } },
  });
}

/**
 * A change of the case in which a case stands now: of itself, or of the one into which it was merged, also while that
 * happens. Only one case is locked at a time. `expectedVersion` is that of the case that was named. Throws
 * `requests.not-found`,
 * `requests.stale-version`.
 */
export async function onStandingCase<T>(
  database: Database,
  actor: Actor,
  { id, expectedVersion = null }: { readonly id: string; readonly expectedVersion?: number | null },
  work: (tx: Tx, standing: StandingCase) => Promise<T>,
): Promise<T> {
  let sentTo: StandingCase['sentTo'] = null;
  for (let at = id; ;) {
    try {
      return await database.transaction(actor, async (tx) => {
        const incident = await caseFile(tx, at);
        if (at === id) requireVersion(incident.version, expectedVersion);
        if (incident.state === 'merged') {
          sentTo ??= { id, case_number: incident.case_number };
          throw new MergedMeanwhile((await standingCase(tx, at)).id);
        }
        return work(tx, { incident, sentTo });
      });
    } catch (error) {
      if (!(error instanceof MergedMeanwhile)) throw error;
      at = error.into;
    }
  }
}
