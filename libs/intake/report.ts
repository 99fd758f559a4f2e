import { actorText, keepRecord, NOT_KNOWN, personOf, Trail, type Actor, type Once, type Unit } from '#database';
import { submittedExpense, type ExpenseRow } from '#expenses';
import { flagsOf, flaggedFactNames, initialPhases, normalisedFacts, type IncidentRow } from '#incidents';
import { dayInJapan, newId } from '#kernel';
import { isNumberOf, periodOn, type MemberPeriod } from '#policies';
import { Problem } from '#problems';
import { caseNameForms } from './case-name.js';
import type { ReportIncidentDto } from './report.dto.js';

/** A report as it was received, with its key and institution. */
export interface Report {
  readonly body: ReportIncidentDto;
  readonly actor: Actor & { readonly once: Once };
  readonly institutionId: string;
}

/** The case that a report makes. */
export interface ReportedCase {
  readonly incident: IncidentRow;
  readonly expenses: readonly ExpenseRow[];
}

/**
 * The institution of a report: that of the session, an agent's client, the one that the desk names, else "not known".
 * Throws `parties.not-a-client`, `parties.institution-needed`.
 */
export function institutionOfReport(body: ReportIncidentDto, actor: Actor): string {
  const named = body.institutionId ?? null;
  if (actor.side === 'institution') {
    const own = actor.institutionId ?? named;
    if (own === null || !actor.institutions.includes(own) || (named !== null && named !== own)) {
      throw new Problem('parties.not-a-client', {
        errors: [{ pointer: '/institutionId', code: 'parties.not-a-client' }],
      });
    }
    return own;
  }
  if (named === null && !body.institutionName?.trim() && !body.policyNumber?.trim()) {
    throw new Problem('parties.institution-needed', {
      errors: [{ pointer: '/institutionName', code: 'parties.institution-needed' }],
    });
  }
  return named ?? NOT_KNOWN;
}

/** Decides what a report makes. Facts that cannot be right are stored as typed, flagged, and left out of proposals. */
export function reportedCase(
  { body, actor, institutionId }: Report,
  context: { readonly periods: readonly MemberPeriod[]; readonly caseNumber: string; readonly at: Date },
): ReportedCase {
  const { at } = context;
  const { reporter, description, institutionName, institutionId: _, policyNumber, channel, expenses, ...given } = body;
  const facts = normalisedFacts(given);
  const own = context.periods.filter((period) => period.institutionId === institutionId);
  const number = policyNumber?.trim() || null;
  const flags = flagsOf(facts, {
    reportedAt: at.toISOString(),
    policyNumberKnown:
      number === null || institutionId === NOT_KNOWN ? null : own.some((period) => isNumberOf(period, number)),
  });
  const discovered = flaggedFactNames(flags).includes('discoveredAt') ? null : facts.discoveredAt;
  const period = periodOn(own, dayInJapan(discovered ?? at));
  const phases = initialPhases(facts);
  const id = newId();
  const incident: IncidentRow = {
    id,
    institution_id: institutionId,
    case_number: context.caseNumber,
    reported_by: actorText(actor),
    state: 'reported',
    version: 1,
    facts_version: 1,
    channel: channel ?? (actor.as === 'support' ? 'telephone' : actor.as === 'agent' ? 'agent' : 'web'),
    description,
    institution_name: institutionName?.trim() || actor.institutionName,
    reporter_name: reporter.name,
    reporter_phone: reporter.phone,
    policy_number: policyNumber ?? null,
    facts,
    flags,
    member_period_id: period?.id ?? null,
    policy_match: period ? 'proposed' : 'pending',
    severity: null,
    phase_suspicion: phases.suspicion,
    phase_investigation: phases.investigation,
    phase_apology: phases.apology,
    phase_recovery: phases.recovery,
    phase_liability: phases.liability,
    outlook: 'pending',
    outlook_reasons: [],
    support_outlook: null,
    support_reasons: null,
    support_question: null,
    outlook_facts_version: 0,
    outlook_id: null,
    support_facts_version: 0,
    adjuster_id: null,
    entered_by: personOf(actor),
    merged_into: null,
    reported_at: at,
  };
  const rows = (expenses ?? []).map((claim, index) =>
    submittedExpense(claim, { incidentId: id, line: index + 1, phases, enteredBy: personOf(actor), at }),
  );
  return { incident, expenses: rows };
}

const namesOf = (incident: IncidentRow): ReturnType<typeof caseNameForms> =>
  caseNameForms({
    reporterName: incident.reporter_name,
    reporterPhone: incident.reporter_phone,
    typedName: incident.institution_id === NOT_KNOWN ? incident.institution_name : null,
  });

/** Everything that a report writes: case, facts, expenses, timeline, event and audit, as one unit of a group. */
export function reportUnit({ actor }: Report, { incident, expenses }: ReportedCase): Unit {
  const at = incident.reported_at.toISOString();
  const hash = actor.once.hash.toString('hex');
  const trail = new Trail();
  keepRecord(trail, { actor, now: incident.reported_at }, incident, {
    timeline: {
      kind: 'incident.reported',
      audience: 'all',
      data: { as: actor.as, channel: incident.channel, expenses: expenses.length },
    },
    event: {
      type: 'incident.reported',
      payload: {
        factsVersion: 1,
        expenses: expenses.map(({ id, lane }) => ({ id, lane })),
        ...(incident.facts.involvedVendors?.length ? { namesVendors: true } : {}),
      },
    },
    // the hash of the request is enough: every row follows from it
    audit: { action: 'incident.reported', after: { caseNumber: incident.case_number, request: hash } },
  });
  return {
    institutionId: incident.institution_id,
    incidentId: incident.id,
    actor: { kind: actor.kind, id: actor.id, as: actor.as },
    rows: {
      incident: [{ ...incident, report_key: actor.once.key, report_hash: `\\x${hash}`, session_id: actor.sessionId }],
      incident_facts: [
        {
          id: newId(),
          version: 1,
          facts: { ...incident.facts, description: incident.description, policyNumber: incident.policy_number },
          learned_at: at,
          source: actor.as,
          entered_by: actorText(actor),
          recorded_at: at,
        },
      ],
      case_name: [namesOf(incident)],
      expense: expenses,
      timeline_entry: trail.timeline,
      outbox: trail.events,
    },
    audit: trail.audit,
  };
}
