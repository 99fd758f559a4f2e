import {
  appendAudit,
  appendEvents,
  canonicalJson,
  caseChain,
  eventRow,
  Problem,
  requireVersion,
  type Tx,
} from '#platform';
import { periodByNumber } from '#policies';
import { flagsOf } from './fact-flags.js';
import type { CorrectFactsDto } from './facts.dto.js';
import type { Facts } from './facts.js';
import type { IncidentRow } from './incident.entity.js';
import { appendFacts, appendTimeline, incidentForUpdate } from './incident.store.js';
import { normalisedFacts } from './normalise-facts.js';

/** A case in one of these has ended: its facts stand. */
const ended: readonly string[] = ['closed', 'withdrawn', 'declined', 'merged'];

/** Facts under which the institution's own word is not enough. */
const insurerFacts = ['exclusionsToCheck'] as const;

/**
 * Corrects facts of a case: what is named replaces what was known, what was said before stays readable. The outlook,
 * routing of what is undecided, support requests and phases follow by the event. Throws `incidents.closed-to-facts`,
 * `incidents.not-in-charge`, `requests.stale-version`.
 */
export async function correctFacts(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: CorrectFactsDto,
  now: Date,
): Promise<void> {
  const incident = await incidentForUpdate(tx, id);
  requireVersion(incident.version, expectedVersion);
  if (ended.includes(incident.state)) throw new Problem('incidents.closed-to-facts');
  requireInCharge(tx, incident);
  const { learnedAt, source, reason, description, policyNumber, ...facts } = body;
  if (tx.actor.side === 'institution' && insurerFacts.some((name) => name in facts))
    throw new Problem('requests.unknown-field', {
      errors: [{ pointer: '/exclusionsToCheck', code: 'requests.unknown-field' }],
    });
  if (learnedAt !== undefined && Date.parse(learnedAt) > now.getTime())
    throw new Problem('requests.out-of-range', { errors: [{ pointer: '/learnedAt', code: 'requests.out-of-range' }] });

  const said = changedMembers(incident.facts, normalisedFacts(facts));
  const texts = {
    ...(description !== undefined && description !== incident.description ? { description } : {}),
    ...(policyNumber !== undefined && policyNumber !== incident.policy_number ? { policyNumber } : {}),
  };
  const names = [...Object.keys(said), ...Object.keys(texts)];
  if (names.length === 0) return;

  const merged: Facts = { ...incident.facts, ...said };
  const number = policyNumber === undefined ? incident.policy_number : policyNumber;
  const policyNumberKnown =
    number === null ? null : (await periodByNumber(tx, number, [incident.institution_id])) !== null;
  const flags = flagsOf(merged, {
    reportedAt: incident.reported_at.toISOString(),
    learnedAt: now.toISOString(),
    policyNumberKnown,
  });
  const version = incident.facts_version + 1;
  await tx.rows(
    'UPDATE incident SET facts = $2, flags = $3, version = version + 1, facts_version = $4, description = $5, policy_number = $6 WHERE id = $1',
    [id, JSON.stringify(merged), JSON.stringify(flags), version, description ?? incident.description, number],
  );
  await appendFacts(tx, incident, {
    version,
    said: { ...said, ...texts },
    learnedAt: learnedAt === undefined ? now : new Date(learnedAt),
    source: source ?? tx.actor.as,
    reason: reason ?? null,
    recordedAt: now,
  });
  await appendTimeline(tx, incident, [
    { at: now, kind: 'facts-corrected', audience: 'all', data: { names, factsVersion: version, as: tx.actor.as } },
  ]);
  await appendEvents(tx, [eventRow('incident.facts-changed', id, { factsVersion: version, names }, now)]);
  await appendAudit(tx, { institutionId: incident.institution_id, incidentId: id }, [
    {
      chain: caseChain(id),
      action: 'incident.facts-corrected',
      subject: id,
      before: incident.facts,
      after: merged,
      reason: reason ?? null,
    },
  ]);
}

/** An adjuster corrects and moves only what is in the adjuster's charge. Throws `incidents.not-in-charge`. */
export function requireInCharge(tx: Tx, incident: Pick<IncidentRow, 'adjuster_id'>): void {
  if (tx.actor.as === 'adjuster' && tx.actor.id !== incident.adjuster_id) throw new Problem('incidents.not-in-charge');
}

function changedMembers(before: Facts, given: Facts): Facts {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) =>
        value !== undefined && canonicalJson(before[name as keyof Facts] ?? null) !== canonicalJson(value ?? null),
    ),
  );
}
