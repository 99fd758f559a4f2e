import { NOT_KNOWN, type Tx } from '#database';
import type { IncidentRow } from '#incidents';
import { groupBy, newId } from '#kernel';
import type { Timer } from '#queue';
import type { Outlooks } from './outlook.js';
import { toldOtherwise, type FormerRun, type ToldOtherwise } from './told-otherwise.js';
import type { CoverageOutlookEntity } from './coverage-outlook.entity.js';

/**
 * Cases whose outlook is from the time when cover and support had one: each is settled again, newest first, as many a
 * second as a sweep takes. Without such cases it does nothing.
 */
export const outlookTimers: readonly Timer[] = [
  {
    job: 'settle-outlook',
    due: `SELECT i.id, i.id AS incident_id, 'clocks' AS queue, i.reported_at AS at FROM incident i
           WHERE i.outlook_id IS NOT NULL AND i.support_outlook IS NULL
             AND NOT EXISTS (SELECT FROM delivery d WHERE d.consumer = 'settle-outlook' AND d.event_id = i.id)
               ORDER BY i.reported_at DESC`,
  },
];

/** Whether a case was settled before there were two outlooks, and not since. */
export function hasFormerOutlook(incident: Pick<IncidentRow, 'outlook_id' | 'support_outlook'>): boolean {
  return incident.outlook_id !== null && incident.support_outlook === null;
}

/** A case that was settled again. */
export interface SettledAgain {
  readonly incident: IncidentRow;
  readonly answer: Outlooks;
}

interface Correction extends SettledAgain {
  readonly id: string;
  readonly told: ToldOtherwise;
}

/**
 * Cases settled again, of which some were told otherwise: the record says what was told and what holds, and everybody
 * on whose page it could be read gets a notice. A case is corrected once.
 */
export async function correctOutlooks(tx: Tx, settled: readonly SettledAgain[]): Promise<void> {
  if (settled.length === 0) return;
  const runs = groupBy(
    await tx.rows<FormerRun & Pick<CoverageOutlookEntity, 'incident_id'>>(
      `SELECT o.incident_id, o.at, lead(o.at) OVER (PARTITION BY o.incident_id ORDER BY o.at, o.id) AS until, o.outlook,
         o.input
         FROM coverage_outlook o
        WHERE o.incident_id = ANY ($1) AND o.support_outlook IS NULL
        ORDER BY o.incident_id, o.at, o.id`,
      [settled.map(({ incident }) => incident.id)],
    ),
    (run) => run.incident_id,
  );
  const corrections = settled.flatMap((one): Correction[] => {
    const told = toldOtherwise(runs.get(one.incident.id) ?? []);
    return told ? [{ ...one, id: newId(), told }] : [];
  });
  if (corrections.length > 0) await keep(tx, corrections);
}

async function keep(tx: Tx, corrections: readonly Correction[]): Promise<void> {
  const { now } = tx;
  await tx.rows(
    `INSERT INTO outlook_correction (id, incident_id, institution_id, told, told_from, told_until, corrected_at)
     SELECT r.id, r.incident_id, r.institution_id, r.told, r.told_from, r.told_until, $2
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, incident_id uuid, institution_id uuid, told text,
         told_from timestamptz, told_until timestamptz)`,
    [
      JSON.stringify(
        corrections.map(({ id, incident, told }) => ({
          id,
          incident_id: incident.id,
          institution_id: incident.institution_id,
          told: told.told,
          told_from: told.from,
          told_until: told.until ?? now,
        })),
      ),
      now,
    ],
  );
  // an unmatched case is on no institution's page
  await tx.rows(
    `INSERT INTO outlook_notice (id, correction_id, incident_id, institution_id, agency_id, created_at)
     SELECT gen_random_uuid(), c.id, c.incident_id, c.institution_id, reader.agency_id, $2
       FROM outlook_correction c
      CROSS JOIN LATERAL (
              SELECT NULL::uuid AS agency_id
              UNION
              SELECT a.agency_id
                FROM agency_client a
               WHERE a.institution_id = c.institution_id
                 AND a.from_on <= (c.told_until AT TIME ZONE 'Asia/Tokyo')::date
                 AND (a.to_on IS NULL OR a.to_on > (c.told_from AT TIME ZONE 'Asia/Tokyo')::date)) reader
      WHERE c.id = ANY ($1) AND c.institution_id <> $3`,
    [corrections.map(({ id }) => id), now, NOT_KNOWN],
  );
  for (const one of corrections) {
    const said = saidOf(one, now);
    tx.record(one.incident, {
      timeline: { kind: 'outlook-corrected', audience: 'all', data: said },
      event: { type: 'incident.outlook-corrected', payload: { correctionId: one.id } },
      audit: { action: 'incident.outlook-corrected', subject: one.id, after: said },
    });
  }
}

function saidOf({ told, answer }: Correction, now: Date): Readonly<Record<string, string>> {
  return {
    told: told.told,
    toldFrom: told.from.toISOString(),
    toldUntil: (told.until ?? now).toISOString(),
    coverageOutlook: answer.coverageOutlook,
    supportOutlook: answer.supportOutlook,
  };
}
