import { Injectable } from '@nestjs/common';
import { appendTimelines, incidentsForUpdate, type IncidentRow } from '#incidents';
import { foldName, newId } from '#kernel';
import { appendAudits, caseChain, type Tx } from '#platform';
import { Handles, type Delivery, type JobHandler } from '#queue';

/** Cases that name the same vendor, product or contractor within so many days are linked (workflow 3). */
export const linkedWithinDays = 30;
/** So many reports of one cause in so many minutes are a surge: one event for the desk. */
export const surge = { reports: 40, minutes: 10 } as const;

/** Somebody or something that a case names, by the name under which it is compared. */
interface Named {
  readonly incident: IncidentRow;
  readonly name: string;
  readonly folded: string;
}

/** Links cases that name the same vendor, product or contractor: for the desk, never shown to an institution. */
@Injectable()
@Handles('link-common-cause')
export class LinkCommonCause implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const incidents = await incidentsForUpdate(
      tx,
      deliveries.map((delivery) => delivery.incidentId),
    );
    const named = incidents.flatMap(vendorsOf);
    await forgetOthers(tx, incidents, named);
    // one at a time for each name, in one order
    const names = [...new Set(named.map(({ folded }) => folded))].toSorted((a, b) => (a < b ? -1 : 1));
    for (const folded of names)
      await tx.rows(`SELECT pg_advisory_xact_lock(hashtextextended('common-cause:' || $1, 0))`, [folded]);
    const now = new Date();
    const byTime = named.toSorted((a, b) => a.incident.reported_at.getTime() - b.incident.reported_at.getTime());
    for (const one of byTime) await link(tx, one, now);
  }
}

function vendorsOf(incident: IncidentRow): Named[] {
  const vendors = incident.state === 'merged' || incident.state === 'withdrawn' ? [] : incident.facts.involvedVendors;
  const folded = new Map((vendors ?? []).map((name) => [foldName(name), name.trim()]));
  folded.delete('');
  return [...folded].map(([key, name]) => ({ incident, name, folded: key }));
}

/** What a case no longer names, it no longer has in common. */
async function forgetOthers(tx: Tx, incidents: readonly IncidentRow[], named: readonly Named[]): Promise<void> {
  await tx.rows(
    `DELETE FROM common_cause_case c USING common_cause k
      WHERE k.id = c.common_cause_id AND c.incident_id = ANY ($1) AND (c.incident_id, k.name_folded) NOT IN (SELECT * FROM unnest($2::uuid[], $3::text[]))`,
    [incidents.map(({ id }) => id), named.map(({ incident }) => incident.id), named.map(({ folded }) => folded)],
  );
}

async function link(tx: Tx, { incident, name, folded }: Named, now: Date): Promise<void> {
  const causeId = (await causeNear(tx, folded, incident)) ?? (await newCause(tx, name, folded, incident));
  const fresh = await tx.rows(
    `INSERT INTO common_cause_case (common_cause_id, incident_id, institution_id, name, reported_at, linked_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1`,
    [causeId, incident.id, incident.institution_id, name, incident.reported_at, now],
  );
  if (fresh.length === 0) return;
  const surges = await isSurge(tx, causeId, incident, now);
  const others = await othersOf(tx, causeId, incident.id);
  // the first of them learns of it with the second
  const linked = others.length === 0 ? [] : others.length === 1 ? [incident, ...others] : [incident];
  await appendTimelines(
    tx,
    linked.map((one) => ({
      incident: one,
      lines: [
        { at: now, kind: 'common-cause-linked', audience: 'insurer', data: { commonCauseId: causeId, name } },
        ...(surges
          ? [
              {
                at: now,
                kind: 'common-cause-surge',
                audience: 'insurer' as const,
                data: { commonCauseId: causeId, name },
              },
            ]
          : []),
      ],
    })),
  );
  await appendAudits(
    tx,
    linked.map((one) => ({
      owner: { institutionId: one.institution_id, incidentId: one.id },
      entries: [
        { chain: caseChain(one.id), action: 'incident.common-cause-linked', subject: causeId, after: { name: folded } },
      ],
    })),
  );
}

/** The cause of this name that has a case within the days. */
async function causeNear(tx: Tx, folded: string, { reported_at }: IncidentRow): Promise<string | null> {
  const row = await tx.one<{ id: string }>(
    `UPDATE common_cause SET first_reported_at = least(first_reported_at, $2), last_reported_at = greatest(last_reported_at, $2)
      WHERE id = (SELECT k.id FROM common_cause k
                   WHERE k.name_folded = $1 AND k.last_reported_at >= $2::timestamptz - make_interval(days => $3) AND k.first_reported_at <= $2::timestamptz + make_interval(days => $3)
                     AND EXISTS (SELECT FROM common_cause_case c WHERE c.common_cause_id = k.id
                                    AND c.reported_at BETWEEN $2::timestamptz - make_interval(days => $3) AND $2::timestamptz + make_interval(days => $3))
                   ORDER BY k.last_reported_at DESC LIMIT 1) RETURNING id`,
    [folded, reported_at, linkedWithinDays],
  );
  return row?.id ?? null;
}

async function newCause(tx: Tx, name: string, folded: string, { reported_at }: IncidentRow): Promise<string> {
  const id = newId();
  await tx.rows(
    'INSERT INTO common_cause (id, name, name_folded, first_reported_at, last_reported_at) VALUES ($1, $2, $3, $4, $4)',
    [id, name, folded, reported_at],
  );
  return id;
}

/** Up to two other cases of a cause: whether there is one, and whether it is the only one. */
async function othersOf(
  tx: Tx,
  causeId: string,
  incidentId: string,
): Promise<{ id: string; institution_id: string }[]> {
  return tx.rows(
    'SELECT incident_id AS id, institution_id FROM common_cause_case WHERE common_cause_id = $1 AND incident_id <> $2 ORDER BY reported_at LIMIT 2',
    [causeId, incidentId],
  );
}

/** Whether this report makes the cause a surge: with it, some ten minutes hold forty reports. Marked once. */
async function isSurge(tx: Tx, causeId: string, { reported_at }: IncidentRow, now: Date): Promise<boolean> {
  const marked = await tx.rows(
    `UPDATE common_cause SET surge_at = $5 WHERE id = $1 AND surge_at IS NULL AND $4 <= (
       SELECT max(n) FROM (SELECT count(*) OVER (ORDER BY c.reported_at RANGE BETWEEN make_interval(mins => $3) PRECEDING AND CURRENT ROW) AS n FROM common_cause_case c
                            WHERE c.common_cause_id = $1 AND c.reported_at BETWEEN $2::timestamptz - make_interval(mins => $3) AND $2::timestamptz + make_interval(mins => $3)) windows)
     RETURNING 1`,
    [causeId, reported_at, surge.minutes, surge.reports, now],
  );
  return marked.length > 0;
}
