import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { caseFiles, type IncidentRow } from '#incidents';
import { foldName, groupBy, newId } from '#kernel';
import { Handles, type Delivery, type JobHandler } from '#queue';
import type { CommonCauseCaseEntity } from './common-cause-case.entity.js';
import { CommonCauseEntity } from './common-cause.entity.js';

/** Cases that name the same vendor, product or contractor within this many days are linked (workflow 3). */
export const linkedWithinDays = 30;
/** This many reports of one cause within this many minutes are a surge: one event for the desk. */
export const surgeThreshold = { reports: 40, minutes: 10 } as const;

/** A vendor, product or contractor that a case names; names are compared in folded form. */
interface Named {
  readonly incident: IncidentRow;
  readonly name: CommonCauseCaseEntity['name'];
  readonly folded: string;
}

/** A named one with its common cause. */
interface Placed extends Named {
  readonly cause: Cause;
}

interface Cause extends Pick<CommonCauseEntity, 'id'> {
  /** The cause is a surge already: more reports do not change it. */
  readonly surges: boolean;
}

/**
 * Links cases that name the same vendor, product or contractor: for the desk, never shown to an institution. The cost
 * of a report does not grow with the count of cases: nothing is counted a second time, and after the surge the work
 * waits for no lock of the cause.
 */
@Injectable()
@Handles('link-common-cause')
export class LinkCommonCause implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const incidents = await caseFiles(
      tx,
      deliveries.map((delivery) => delivery.incidentId),
    );
    const named = incidents
      .flatMap(vendorsOf)
      .toSorted((a, b) => a.incident.reported_at.getTime() - b.incident.reported_at.getTime());
    await forgetOthers(tx, incidents, named);
    const placed = await placeAll(tx, named);
    if (placed.length === 0) return;
    const [fresh] = await tx.together([linkAll(tx, placed), touch(tx, placed)]);
    const young = fresh.filter(({ cause }) => !cause.surges);
    const [before, surging] = await tx.together([linkedBefore(tx, young), markSurges(tx, young)]);
    for (const [causeId, linked] of groupBy(fresh, ({ cause }) => cause.id))
      tell(tx, { linked, before: before.get(causeId) ?? [], surging: surging.get(causeId) ?? null });
  }
}

function vendorsOf(incident: IncidentRow): Named[] {
  const vendors = incident.state === 'merged' || incident.state === 'withdrawn' ? [] : incident.facts.involvedVendors;
  const folded = new Map((vendors ?? []).map((name) => [foldName(name), name.trim()]));
  folded.delete('');
  return [...folded].map(([key, name]) => ({ incident, name, folded: key }));
}

/** Removes the links of names that the facts of a case no longer contain. */
async function forgetOthers(tx: Tx, incidents: readonly IncidentRow[], named: readonly Named[]): Promise<void> {
  await tx.rows(
    `DELETE FROM common_cause_case c USING common_cause k
      WHERE k.id = c.common_cause_id
        AND c.incident_id = ANY ($1)
        AND (c.incident_id, k.name_folded) NOT IN (SELECT * FROM unnest($2::uuid[], $3::text[]))`,
    [incidents.map(({ id }) => id), named.map(({ incident }) => incident.id), named.map(({ folded }) => folded)],
  );
}

/** Finds the cause of each name, oldest report first, and creates the missing ones. */
async function placeAll(tx: Tx, named: readonly Named[]): Promise<Placed[]> {
  let found = await causesNear(tx, named);
  // for each name one transaction at a time creates, counts and marks a cause without a surge; locks in one order
  const unsettled = [...new Set(named.filter((_, at) => !found[at]?.surges).map(({ folded }) => folded))].toSorted();
  if (unsettled.length > 0) {
    for (const folded of unsettled)
      await tx.rows(`SELECT pg_advisory_xact_lock(hashtextextended('common-cause:' || $1, 0))`, [folded]);
    found = await causesNear(tx, named);
  }
  const placed: Placed[] = [];
  for (const [at, one] of named.entries()) {
    // also a cause that an older case of this batch has brought within the days
    const near = placed.findLast((other) => other.folded === one.folded && isNear(other, one));
    placed.push({ ...one, cause: found[at] ?? near?.cause ?? (await newCause(tx, one)) });
  }
  return placed;
}

function isNear({ incident: a }: Named, { incident: b }: Named): boolean {
  return Math.abs(a.reported_at.getTime() - b.reported_at.getTime()) <= linkedWithinDays * 86_400_000;
}

/**
 * For each name the cause with a case within the days, the one with the newest report; undefined where there is none.
 */
async function causesNear(tx: Tx, named: readonly Named[]): Promise<(Cause | undefined)[]> {
  if (named.length === 0) return [];
  const rows = await tx.rows<Cause & { at: number }>(
    `SELECT n.at::int, k.id, k.surge_at IS NOT NULL AS surges
       FROM unnest($1::text[], $2::timestamptz[]) WITH ORDINALITY AS n(folded, reported_at, at)
       CROSS JOIN LATERAL (
         SELECT k.id, k.surge_at FROM common_cause k
          WHERE k.name_folded = n.folded
            AND EXISTS (SELECT FROM common_cause_case c
                         WHERE c.common_cause_id = k.id
                           AND c.reported_at BETWEEN n.reported_at - make_interval(days => $3) AND n.reported_at
                             + make_interval(days => $3))
          ORDER BY k.last_reported_at DESC LIMIT 1) k`,
    [named.map(({ folded }) => folded), named.map(({ incident }) => incident.reported_at), linkedWithinDays],
  );
  const byPlace = new Map(rows.map(({ at, id, surges }) => [at - 1, { id, surges }]));
  return named.map((_, at) => byPlace.get(at));
}

async function newCause(tx: Tx, { name, folded, incident: { reported_at } }: Named): Promise<Cause> {
  const id = newId();
  await tx.insert(CommonCauseEntity, {
    ...{ id, name, name_folded: folded },
    ...{ first_reported_at: reported_at, last_reported_at: reported_at },
  });
  return { id, surges: false };
}

/** Links all, and returns those that were not linked before. */
async function linkAll(tx: Tx, placed: readonly Placed[]): Promise<Placed[]> {
  const rows = await tx.rows<Pick<CommonCauseCaseEntity, 'common_cause_id' | 'incident_id'>>(
    `INSERT INTO common_cause_case (common_cause_id, incident_id, institution_id, name, reported_at, linked_at)
     SELECT r.*, $6 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[]) AS r
     ON CONFLICT DO NOTHING RETURNING common_cause_id, incident_id`,
    [
      placed.map(({ cause }) => cause.id),
      placed.map(({ incident }) => incident.id),
      placed.map(({ incident }) => incident.institution_id),
      placed.map(({ name }) => name),
      placed.map(({ incident }) => incident.reported_at),
      tx.now,
    ],
  );
  const fresh = new Set(rows.map((row) => `${row.common_cause_id} ${row.incident_id}`));
  return placed.filter(({ cause, incident }) => fresh.delete(`${cause.id} ${incident.id}`));
}

/**
 * Widens the times between which a cause was reported, by which it is found and listed. A row that another transaction
 * has locked is skipped: the next report widens it, and a list reads the newest case itself.
 */
async function touch(tx: Tx, placed: readonly Placed[]): Promise<void> {
  await tx.rows(
    `UPDATE common_cause k
        SET first_reported_at = least(k.first_reported_at, n.earliest),
          last_reported_at = greatest(k.last_reported_at, n.latest)
       FROM (
           SELECT id, min(at) AS earliest, max(at) AS latest
           FROM unnest($1::uuid[], $2::timestamptz[]) AS n(id, at)
           GROUP BY id) n
      WHERE k.id = n.id
        AND (n.earliest < k.first_reported_at OR n.latest > k.last_reported_at)
        AND k.id IN (SELECT id FROM common_cause WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)`,
    [placed.map(({ cause }) => cause.id), placed.map(({ incident }) => incident.reported_at)],
  );
}

type Linked = Pick<IncidentRow, 'id' | 'institution_id'>;

/** Up to two cases that were linked to each cause before these. */
async function linkedBefore(tx: Tx, fresh: readonly Placed[]): Promise<ReadonlyMap<string, readonly Linked[]>> {
  if (fresh.length === 0) return new Map();
  const rows = await tx.rows<Linked & Pick<CommonCauseCaseEntity, 'common_cause_id'>>(
    `SELECT k.id AS common_cause_id, c.incident_id AS id, c.institution_id
       FROM (SELECT DISTINCT unnest($1::uuid[]) AS id) k
       CROSS JOIN LATERAL (
         SELECT incident_id, institution_id FROM common_cause_case
          WHERE common_cause_id = k.id AND incident_id <> ALL ($2)
          ORDER BY reported_at LIMIT 2) c`,
    [fresh.map(({ cause }) => cause.id), fresh.map(({ incident }) => incident.id)],
  );
  return groupBy(rows, (row) => row.common_cause_id);
}

/** Marks once each cause with forty reports within ten minutes, and returns by cause the case that made it a surge. */
async function markSurges(tx: Tx, fresh: readonly Placed[]): Promise<ReadonlyMap<string, string>> {
  if (fresh.length === 0) return new Map();
  const rows = await tx.rows<Pick<CommonCauseEntity, 'id'> & Pick<CommonCauseCaseEntity, 'incident_id'>>(
    `WITH filled AS (
       SELECT DISTINCT ON (w.id) w.id, w.incident_id
         FROM (SELECT c.id, c.incident_id, c.reported_at,
                      count(*) OVER (PARTITION BY c.id
                          ORDER BY c.reported_at RANGE BETWEEN make_interval(mins => $3) PRECEDING AND CURRENT ROW) AS n
                 FROM (SELECT DISTINCT f.id, c.incident_id, c.reported_at
                         FROM unnest($1::uuid[], $2::timestamptz[]) AS f(id, at)
                         JOIN common_cause_case c
                           ON c.common_cause_id = f.id
                          AND c.reported_at BETWEEN f.at - make_interval(mins => $3) AND f.at + make_interval(mins
                            => $3)) c) w
        WHERE w.n >= $4
        ORDER BY w.id, w.reported_at)
     UPDATE common_cause k SET surge_at = $5 FROM filled
      WHERE k.id = filled.id AND k.surge_at IS NULL
     RETURNING k.id, filled.incident_id`,
    [
      fresh.map(({ cause }) => cause.id),
      fresh.map(({ incident }) => incident.reported_at),
      surgeThreshold.minutes,
      surgeThreshold.reports,
      tx.now,
    ],
  );
  return new Map(rows.map((row) => [row.id, row.incident_id]));
}

interface Told {
  readonly linked: readonly Placed[];
  readonly before: readonly Linked[];
  /** The case with which the cause became a surge. */
  readonly surging: string | null;
}

function tell(tx: Tx, { linked, before, surging }: Told): void {
  const [first] = linked;
  if (!first) return;
  const { cause } = first;
  // the first case of a cause gets its entry together with the second one
  const alone = linked.length === 1 && before.length === 0 && !cause.surges;
  if (alone) return;
  const told = linked.some(({ incident }) => incident.id === surging) ? surging : first.incident.id;
  for (const one of linked)
    record(tx, one.incident, { ...one, causeId: cause.id }, surging !== null && one.incident.id === told);
  const [alreadyThere, ...more] = before;
  if (alreadyThere && more.length === 0)
    tx.record(first.incident, {
      event: {
        type: 'common-cause.shared',
        payload: { commonCauseId: cause.id, firstId: alreadyThere.id },
        audience: 'insurer',
      },
    });
}

type Shared = Pick<Named, 'name' | 'folded'> & { readonly causeId: string };

function record(tx: Tx, file: Linked, { causeId, name, folded }: Shared, surges: boolean): void {
  const line = (kind: string) => ({ kind, audience: 'insurer' as const, data: { commonCauseId: causeId, name } });
  tx.record(file, {
    timeline: [line('common-cause-linked'), ...(surges ? [line('common-cause-surge')] : [])],
    audit: { action: 'incident.common-cause-linked', subject: causeId, after: { name: folded } },
  });
}

/** Records the link in the timeline of the first case of a cause, if the case still has that cause. */
@Injectable()
@Handles('tell-first-of-cause')
export class TellFirstOfCause implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const rows = await tx.rows<Linked & Shared>(
      `SELECT c.incident_id AS id, c.institution_id, k.id AS "causeId", c.name, k.name_folded AS folded
         FROM unnest($1::uuid[], $2::uuid[]) AS d(incident_id, cause_id)
         JOIN common_cause_case c
           ON c.incident_id = d.incident_id AND c.common_cause_id = d.cause_id
         JOIN common_cause k
           ON k.id = c.common_cause_id`,
      [deliveries.map(({ incidentId }) => incidentId), deliveries.flatMap(({ ids }) => ids)],
    );
    for (const row of rows) record(tx, row, row, false);
  }
}
