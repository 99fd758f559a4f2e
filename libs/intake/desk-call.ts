import { type Tx } from '#database';
import { caseFile, hasEnded, type IncidentRow } from '#incidents';
import { newId } from '#kernel';
import { Problem } from '#problems';
import { callBackAgain, callBackPromised } from './case-words.js';
import type { NextStepDto } from './case.dto.js';
import type { CallOutcome, CallPurpose, DeskCallDto } from './desk-call.dto.js';
import { DeskCallEntity } from './desk-call.entity.js';
import type { PersonEntity } from '#people';

/** A call of the desk, with the fields that every reader of the case may see. */
export type DeskCall = Pick<DeskCallEntity, 'purpose' | 'outcome' | 'called_at'>;

/** The calls of a case, oldest first. */
export async function callsOf(tx: Tx, incidentId: string): Promise<DeskCall[]> {
  return tx.rows<DeskCall>(
    `SELECT purpose, outcome, called_at
       FROM desk_call
      WHERE incident_id = $1
      ORDER BY called_at NULLS FIRST, id`,
    [incidentId],
  );
}

/** The calls of a case with their notes, oldest first; for the insurer. */
export async function deskCalls(tx: Tx, incidentId: string): Promise<DeskCallDto[]> {
  const rows = await tx.rows<
    Omit<DeskCallEntity, 'incident_id' | 'institution_id' | 'recorded_by'> & {
      readonly recorded_by_name: PersonEntity['display_name'] | null;
    }
  >(
    `SELECT c.id, c.purpose, c.outcome, c.called_at, c.note, p.display_name AS recorded_by_name, c.recorded_at
       FROM desk_call c
       LEFT JOIN person p ON p.id = c.recorded_by
      WHERE c.incident_id = $1
      ORDER BY c.called_at NULLS FIRST, c.id`,
    [incidentId],
  );
  return rows.map((row) => ({
    id: row.id,
    purpose: row.purpose,
    outcome: row.outcome,
    calledAt: row.called_at?.toISOString() ?? null,
    note: row.note,
    recordedByName: row.recorded_by_name,
    recordedAt: row.recorded_at.toISOString(),
  }));
}

/** SQL, a condition: the promised call back to the institution of the case under this alias is still open. */
export const callBackRuns = (alias: string): string =>
  `(${alias}.channel <> 'telephone' AND ${alias}.state IN ('reported','triaged','open','settling')
    AND NOT EXISTS (
        SELECT
        FROM desk_call d
        WHERE d.incident_id = ${alias}.id AND d.purpose = 'call-back' AND d.outcome <> 'not-reached'))`;

/** Whether the promised call back is open: not after an answered one, a report by telephone, or the case's end. */
const isPromised = (incident: Pick<IncidentRow, 'state' | 'channel'>, calls: readonly DeskCall[]): boolean =>
  incident.channel !== 'telephone' &&
  !hasEnded(incident) &&
  !calls.some(({ purpose, outcome }) => purpose === 'call-back' && outcome !== 'not-reached');

/**
 * The promised call back while it is open, due `callBackMinutes` after the report (minutes around the clock); null
 * after an answered call, for a report by telephone, and when the case has ended.
 */
export function callBackOf(
  incident: Pick<IncidentRow, 'state' | 'channel' | 'reported_at'>,
  calls: readonly DeskCall[],
  { callBackMinutes }: { readonly callBackMinutes: number },
): NextStepDto | null {
  if (!isPromised(incident, calls)) return null;
  const backs = calls.filter(({ purpose }) => purpose === 'call-back');
  const by = new Date(incident.reported_at.getTime() + callBackMinutes * 60_000).toISOString();
  return { ...(backs.length === 0 ? callBackPromised : callBackAgain(backs.length)), by };
}

/**
 * Records a call of the desk as an act of the person who made it: the promised call back while that is open, a further
 * call after it. Throws `requests.not-found`, `calls.wrong-time`.
 */
export async function recordCall(
  tx: Tx,
  incidentId: string,
  call: {
    readonly purpose: CallPurpose;
    readonly reached: boolean;
    readonly calledAt?: string;
    readonly note?: string;
  },
): Promise<void> {
  const file = await caseFile(tx, incidentId);
  const calledAt = call.calledAt === undefined ? tx.now : new Date(call.calledAt);
  // a caller may hear the acknowledgement before the report is stored; a call back comes after the report
  if (calledAt > tx.now || (call.purpose === 'call-back' && calledAt < file.reported_at))
    throw new Problem('calls.wrong-time', { errors: [{ pointer: '/calledAt', code: 'calls.wrong-time' }] });
  const isBack = isPromised(file, await callsOf(tx, incidentId));
  const id = newId();
  const outcome: CallOutcome = call.reached ? 'reached' : 'not-reached';
  await tx.insert(DeskCallEntity, {
    ...{ id, incident_id: incidentId, institution_id: file.institution_id },
    ...{ purpose: call.purpose, outcome, called_at: calledAt, note: call.note?.trim() ?? null },
    ...{ recorded_by: tx.actor.id, recorded_at: tx.now },
  });
  const at = calledAt.toISOString();
  tx.record(file, {
    timeline: {
      kind:
        call.purpose === 'acknowledgement' ? 'acknowledged-by-telephone' : `call-${isBack ? 'back-' : ''}${outcome}`,
      audience: 'all',
      data: { callId: id, personId: tx.actor.id, calledAt: at },
    },
    event: { type: 'desk-call.recorded', payload: { callId: id } },
    audit: { action: 'desk-call.recorded', subject: id, after: { purpose: call.purpose, outcome, calledAt: at } },
  });
}
