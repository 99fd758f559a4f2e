import { Injectable } from '@nestjs/common';
import type { RequestLine } from '#coverage';
import { nothingUsed } from '#coverage';
import { expensesOf, undecided, type StoredExpense } from '#expenses';
import {
  appendTimeline,
  flaggedFactNames,
  incidentsForUpdate,
  phasesAfter,
  phasesOf,
  type Facts,
  type IncidentRow,
  type Phases,
} from '#incidents';
import { dayInJapan, grouped, newId } from '#kernel';
import {
  appendAudit,
  appendEvents,
  canonicalJson,
  caseChain,
  contentHash,
  eventRow,
  Handles,
  NOT_KNOWN,
  type Delivery,
  type JobHandler,
  type OutboxRow,
  type Tx,
} from '#platform';
import { periodOn, periodsOf, termsOf, newestTerms, type MemberPeriod } from '#policies';
import type { CaseInput } from './case-request.js';
import { outlookOf, type CoverageOutlook } from './outlook.js';

/** Settles the coverage outlook of cases, moves the phases that the attack's answer moves, keeps the whole input. */
@Injectable()
@Handles('settle-outlook')
export class SettleOutlook implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const incidents = await incidentsForUpdate(
      tx,
      deliveries.map((delivery) => delivery.incidentId),
    );
    const open = incidents.filter(
      (incident) => !['withdrawn', 'merged', 'declined', 'closed'].includes(incident.state),
    );
    const expenses = grouped(
      await expensesOf(
        tx,
        open.map((incident) => incident.id),
      ),
      (expense) => expense.incident_id,
    );
    const periods = await periodsOf(
      tx,
      [...new Set(open.map((incident) => incident.institution_id))].filter((id) => id !== NOT_KNOWN),
    );
    const events: OutboxRow[] = [];
    for (const incident of open) events.push(...(await settle(tx, incident, expenses.get(incident.id) ?? [], periods)));
    await appendEvents(tx, events);
  }
}

async function settle(
  tx: Tx,
  incident: IncidentRow,
  expenses: readonly StoredExpense[],
  periods: readonly MemberPeriod[],
): Promise<OutboxRow[]> {
  const now = new Date();
  const { memberPeriodId, policyMatch } = proposedPeriod(incident, periods);
  const input: CaseInput = {
    facts: incident.facts,
    flaggedFacts: flaggedFactNames(incident.flags),
    period: periods.find((period) => period.id === memberPeriodId) ?? null,
    lines: expenses.filter((expense) => undecided.includes(expense.state)).map(lineOf),
    used: nothingUsed,
  };
  const answer = outlookOf(input, input.period ? termsOf(input.period.termsVersion) : newestTerms());
  const phasesBefore = phasesOf(incident);
  const phases = phasesAfter(
    phasesBefore,
    incident.facts,
    await factsAt(tx, incident.id, Math.max(1, incident.outlook_facts_version)),
  );
  const outlookId = await keepOutlook(tx, incident, input, answer, now);
  await tx.rows(
    `UPDATE incident SET outlook = $2, outlook_reasons = $3, outlook_question = $4, outlook_facts_version = $5, outlook_id = $6, member_period_id = $7, policy_match = $8,
       phase_suspicion = $9, phase_investigation = $10, phase_apology = $11, phase_recovery = $12, phase_liability = $13 WHERE id = $1`,
    [
      incident.id,
      answer.outlook,
      JSON.stringify(answer.reasons),
      answer.question,
      incident.facts_version,
      outlookId,
      memberPeriodId,
      policyMatch,
      phases.suspicion,
      phases.investigation,
      phases.apology,
      phases.recovery,
      phases.liability,
    ],
  );
  const changed =
    answer.outlook !== incident.outlook || canonicalJson(answer.reasons) !== canonicalJson(incident.outlook_reasons);
  const moved = movedPhases(phasesBefore, phases);
  await appendTimeline(tx, incident, [
    ...(changed
      ? [
          {
            at: now,
            kind: 'outlook-settled',
            audience: 'all' as const,
            data: { outlook: answer.outlook, reasons: answer.reasons, question: answer.question },
          },
        ]
      : []),
    ...moved.map(({ phase, from, to }) => ({
      at: now,
      kind: 'phase.changed',
      audience: 'all' as const,
      data: { phase, from, to, as: 'system' },
    })),
  ]);
  if (changed || moved.length > 0) {
    await appendAudit(tx, { institutionId: incident.institution_id, incidentId: incident.id }, [
      {
        chain: caseChain(incident.id),
        action: 'incident.outlook-settled',
        subject: outlookId,
        before: { outlook: incident.outlook, phases: phasesBefore },
        after: { outlook: answer.outlook, reasons: answer.reasons, phases },
      },
    ]);
  }
  return [
    eventRow('incident.outlook-settled', incident.id, { factsVersion: incident.facts_version, outlookId }, now),
    ...moved.map(({ phase, to }) => eventRow('phase.changed', incident.id, { phase, to }, now)),
  ];
}

/** What the desk has matched stays; a proposal follows the day of discovery. */
function proposedPeriod(
  incident: IncidentRow,
  periods: readonly MemberPeriod[],
): { memberPeriodId: string | null; policyMatch: string } {
  if (incident.policy_match === 'matched' || incident.policy_match === 'not-found')
    return { memberPeriodId: incident.member_period_id, policyMatch: incident.policy_match };
  const trusted = flaggedFactNames(incident.flags).includes('discoveredAt') ? null : incident.facts.discoveredAt;
  const day = dayInJapan(trusted ?? incident.reported_at);
  const found = periodOn(
    periods.filter((period) => period.institutionId === incident.institution_id),
    day,
  );
  return { memberPeriodId: found?.id ?? null, policyMatch: found ? 'proposed' : 'pending' };
}

// one act a row: the facts of an earlier moment are the acts up to it, laid over one another
async function factsAt(tx: Tx, incidentId: string, version: number): Promise<Facts> {
  const acts = await tx.rows<{ facts: Facts }>(
    'SELECT facts FROM incident_facts WHERE incident_id = $1 AND version <= $2 ORDER BY version',
    [incidentId, version],
  );
  return Object.assign({}, ...acts.map((act) => act.facts)) as Facts;
}

async function keepOutlook(
  tx: Tx,
  incident: IncidentRow,
  input: CaseInput,
  answer: CoverageOutlook,
  now: Date,
): Promise<string> {
  const id = newId();
  await tx.rows(
    `INSERT INTO coverage_outlook (id, incident_id, institution_id, facts_version, outlook, input, request_hash, terms_version, answer, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      incident.id,
      incident.institution_id,
      incident.facts_version,
      answer.outlook,
      JSON.stringify(input),
      answer.request ? contentHash(answer.request) : null,
      answer.termsVersion,
      JSON.stringify(answer),
      now,
    ],
  );
  return id;
}

/** One line of the engine's request from an expense; its own id is the expense's. */
function lineOf(expense: StoredExpense): RequestLine {
  return {
    id: expense.id,
    category: expense.category,
    amount: expense.amount_yen,
    tax: expense.tax_yen,
    incurredOn: expense.incurred_on,
    ...expense.flags,
  } as RequestLine;
}

function movedPhases(before: Phases, after: Phases): { phase: string; from: string; to: string }[] {
  return Object.entries(after).flatMap(([phase, to]) => {
    const from = before[phase as keyof Phases];
    return from === to ? [] : [{ phase, from, to }];
  });
}
