import { type Tx } from '#database';
import { canonicalJson } from '#platform';
import { periodByNumber } from '#policies';
import { Problem } from '#problems';
import { flagsOf } from './fact-flags.js';
import { factsActsOf, factsThatHold, momentsAhead } from './facts-in-time.js';
import type { Said } from './incident-facts.entity.js';
import type { CorrectFactsDto } from './facts.dto.js';
import type { IncidentRow } from './incident.entity.js';
import { appendFacts, type NewFactsAct } from './incident.store.js';
import { keepLateArrival } from './late-arrival.js';
import { normalisedFacts } from './normalise-facts.js';
import { recordSentTo, type StandingCase } from './on-standing-case.js';

/** Facts that only the insurer may change. */
const insurerFacts = ['exclusionsToCheck'] as const;

/**
 * Corrects facts of a case: what is named replaces what was known, what was said before stays readable. The outlook,
 * routing of what is undecided, support requests and phases follow by the event. What is learned late of an earlier
 * time is kept, and does not replace what is known of a later one. A fact is taken in every state of a case, which is
 * locked: where it has ended, nothing follows until it is back. Throws `incidents.not-in-charge`,
 * `incidents.fact-in-future` with the place of each.
 */
export async function correctFacts(tx: Tx, standing: StandingCase, body: CorrectFactsDto): Promise<void> {
  const { incident } = standing;
  requireInCharge(tx, incident);
  const { learnedAt, trueAt, source, reason, ...given } = body;
  if (tx.actor.side === 'institution' && insurerFacts.some((name) => name in given))
    throw new Problem('requests.unknown-field', {
      errors: [{ pointer: '/exclusionsToCheck', code: 'requests.unknown-field' }],
    });
  const ahead = momentsAhead(body, tx.now);
  if (ahead.length > 0)
    throw new Problem('incidents.fact-in-future', {
      errors: ahead.map((pointer) => ({ pointer, code: 'incidents.fact-in-future' as const })),
    });

  const { description, policyNumber, ...facts } = given;
  const before: Said = {
    ...incident.facts,
    description: incident.description,
    policyNumber: incident.policy_number,
  };
  const all: Said = {
    ...normalisedFacts(facts),
    ...(description === undefined ? {} : { description }),
    ...(policyNumber === undefined ? {} : { policyNumber }),
  };
  // of an earlier time even an unchanged value says something: since when it was so
  const said = trueAt === undefined ? changedMembers(before, all) : all;
  const names = Object.keys(said);
  if (names.length === 0) return;
  await recordFacts(tx, incident, {
    said,
    trueAt: trueAt === undefined ? null : new Date(trueAt),
    learnedAt: learnedAt === undefined ? tx.now : new Date(learnedAt),
    source: source ?? tx.actor.as,
    reason: reason ?? null,
  });
  recordSentTo(tx, standing);
}

/** Adds an act on the facts of a locked case, with everything that follows from it. */
export async function recordFacts(tx: Tx, incident: IncidentRow, act: Omit<NewFactsAct, 'version'>): Promise<void> {
  const { id } = incident;
  const names = Object.keys(act.said);
  const version = incident.facts_version + 1;
  const acts = await factsActsOf(tx, [id]);
  const latest = { incident_id: id, version, facts: act.said, true_at: act.trueAt };
  const { description, policyNumber: number = null, ...merged } = factsThatHold([...acts, latest]);
  const policyNumberKnown =
    number === null ? null : (await periodByNumber(tx, number, [incident.institution_id])) !== null;
  const flags = flagsOf(merged, {
    reportedAt: incident.reported_at.toISOString(),
    learnedAt: tx.now.toISOString(),
    policyNumberKnown,
  });
  await tx.rows(
    `UPDATE incident
       SET facts = $2, flags = $3, version = version + 1, facts_version = $4, description = $5, policy_number = $6
       WHERE id = $1`,
    [id, JSON.stringify(merged), JSON.stringify(flags), version, description ?? incident.description, number],
  );
  await appendFacts(tx, incident, { ...act, version });
  tx.record(incident, {
    timeline: {
      kind: 'facts-corrected',
      audience: 'all',
      data: { names, factsVersion: version, as: tx.actor.as },
    },
    event: { type: 'incident.facts-changed', payload: { factsVersion: version, names } },
    audit: { action: 'incident.facts-corrected', before: incident.facts, after: merged, reason: act.reason },
  });
  await keepLateArrival(tx, incident, { kind: 'facts', factsVersion: version });
}

/** An adjuster corrects and moves only cases in their charge. Throws `incidents.not-in-charge`. */
export function requireInCharge(tx: Tx, incident: Pick<IncidentRow, 'adjuster_id'>): void {
  if (tx.actor.as === 'adjuster' && tx.actor.id !== incident.adjuster_id) throw new Problem('incidents.not-in-charge');
}

function changedMembers(before: Said, given: Said): Said {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) =>
        value !== undefined && canonicalJson(before[name as keyof Said] ?? null) !== canonicalJson(value ?? null),
    ),
  );
}
