import { type Actor, type Database, type Tx } from '#database';
import { requireVersion } from '#http';
import { caseFile, type CaseFile } from './case-file.js';
import type { IncidentRow } from './incident.entity.js';
import { standingCase } from './incident.store.js';

/** The named case was merged into another one in the meantime: the work is done in that one. */
class MergedMeanwhile extends Error {
  constructor(readonly into: string) {
    super('the case was merged into another one');
  }
}

/** A locked case, and the merged case under whose number something was sent to it; null where it is the same. */
export interface StandingCase {
  readonly incident: CaseFile;
  readonly sentTo: Pick<IncidentRow, 'id' | 'case_number'> | null;
}

/**
 * Records in a case that something was sent to the number of a case merged into it; nothing where it was its own
 * number.
 */
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
