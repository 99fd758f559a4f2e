import { Injectable } from '@nestjs/common';
import { askedOf, nothingUsed, type CoverageResponse } from '#coverage';
import { NOT_KNOWN, type RecordEntry, type Tx } from '#database';
import { expensesOf, type StoredExpense } from '#expenses';
import {
  caseFiles,
  factsActsOf,
  factsAt,
  flaggedFactNames,
  followFacts,
  hasEnded,
  keepOutlooks,
  phasesAfter,
  phasesOf,
  type FactsAct,
  type IncidentRow,
  type Phases,
} from '#incidents';
import { dayInJapan, groupBy, newId } from '#kernel';
import { openBeside, usedFor, type OpenAmount } from '#limits';
import { canonicalJson, contentHash } from '#platform';
import { periodOn, periodsOf, type MemberPeriod } from '#policies';
import { Handles, type Delivery, type JobHandler } from '#queue';
import { termsOf } from '#terms';
import type { CaseInput } from './case-request.js';
import { assessedTogether, lineOf } from './expense-line.js';
import { correctOutlooks, hasFormerOutlook } from './correct-outlook.js';
import { outlooksOf, type Outlooks } from './outlook.js';
import { answerHash } from './replay.js';

/**
 * Settles both outlooks of cases, moves the phases that follow from the answer about an attack, stores the whole input.
 */
@Injectable()
@Handles('settle-outlook')
export class SettleOutlook implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const ids = [...new Set(deliveries.map((delivery) => delivery.incidentId))];
    // the lock is sent first: later statements read under it
    const [files, stored, acts] = await tx.together([caseFiles(tx, ids), expensesOf(tx, ids), factsActsOf(tx, ids)]);
    const open = files.filter((incident) => !hasEnded(incident) || hasFormerOutlook(incident));
    const expenses = groupBy(stored, (expense) => expense.incident_id);
    const actsOf = groupBy(acts, (act) => act.incident_id);
    const periods = await periodsOf(
      tx,
      [...new Set(open.map((incident) => incident.institution_id))].filter((id) => id !== NOT_KNOWN),
    );
    const proposed = new Map(open.map((incident) => [incident.id, proposedPeriod(incident, periods)]));
    const used = await openBeside(
      tx,
      [...proposed].flatMap(([incidentId, { memberPeriodId: periodId }]) =>
        periodId === null ? [] : [{ incidentId, periodId }],
      ),
    );
    const settled = open.map((incident) => {
      const match = proposed.get(incident.id) ?? notMatched;
      return settle({
        incident,
        match,
        period: periods.find((period) => period.id === match.memberPeriodId) ?? null,
        expenses: expenses.get(incident.id) ?? [],
        open: used.get(incident.id) ?? null,
        acts: actsOf.get(incident.id) ?? [],
      });
    });
    if (settled.length === 0) return;
    await keep(tx, settled);
    await followFacts(tx, settled);
    await correctOutlooks(
      tx,
      settled.filter(({ incident }) => hasFormerOutlook(incident)),
    );
  }
}

/** The period of a case, and how it was found. */
interface Match {
  readonly memberPeriodId: string | null;
  readonly policyMatch: string;
}
const notMatched: Match = { memberPeriodId: null, policyMatch: 'pending' };

/** The rows of one case from which it is settled. */
interface CaseAsRead {
  readonly incident: IncidentRow;
  readonly match: Match;
  readonly period: MemberPeriod | null;
  readonly expenses: readonly StoredExpense[];
  /** null: nothing is posted in the period. */
  readonly open: readonly OpenAmount[] | null;
  readonly acts: readonly FactsAct[];
}

/** The new outlooks of one case, with the phases that it moves. */
interface Settled {
  readonly incident: IncidentRow;
  readonly outlookId: string;
  readonly input: CaseInput;
  readonly answer: Outlooks;
  readonly match: Match;
  readonly phases: Phases;
  readonly entry: RecordEntry;
}

function settle({ incident, match, period, expenses, open, acts }: CaseAsRead): Settled {
  const input: CaseInput = {
    facts: incident.facts,
    flaggedFacts: flaggedFactNames(incident.flags),
    period,
    lines: assessedTogether(expenses).map(lineOf),
    used: open ? usedFor(open, incident.id) : nothingUsed,
  };
  const answer = outlooksOf(input, input.period ? termsOf(input.period.termsVersion) : null);
  const before = phasesOf(incident);
  // a case that has ended is settled again for what is shown of it; its phases do not move
  const phases = hasEnded(incident)
    ? before
    : phasesAfter(before, incident.facts, factsAt(acts, Math.max(1, incident.outlook_facts_version)));
  const outlookId = newId();
  const changed = canonicalJson(shownOf(answer)) !== canonicalJson(shownBefore(incident));
  return {
    incident,
    outlookId,
    input,
    answer,
    match,
    phases,
    entry: {
      timeline: changed ? { kind: 'outlook-settled', audience: 'all', data: shownOf(answer) } : [],
      event: { type: 'incident.outlook-settled', payload: { factsVersion: incident.facts_version, outlookId } },
      audit:
        changed || canonicalJson(phases) !== canonicalJson(before)
          ? {
              action: 'incident.outlook-settled',
              subject: outlookId,
              before: { outlook: incident.outlook, supportOutlook: incident.support_outlook, phases: before },
              after: { ...shownOf(answer), phases },
            }
          : [],
    },
  };
}

type Shown = Pick<
  Outlooks,
  'coverageOutlook' | 'coverageReasons' | 'supportOutlook' | 'supportReasons' | 'supportQuestion'
>;

/** The part of an answer that every reader of the case sees. */
function shownOf(answer: Outlooks): Shown {
  const { coverageOutlook, coverageReasons, supportOutlook, supportReasons, supportQuestion } = answer;
  return { coverageOutlook, coverageReasons, supportOutlook, supportReasons, supportQuestion };
}

function shownBefore(incident: IncidentRow): object {
  return {
    coverageOutlook: incident.outlook,
    coverageReasons: incident.outlook_reasons,
    supportOutlook: incident.support_outlook,
    supportReasons: incident.support_reasons,
    supportQuestion: incident.support_question,
  };
}

async function keep(tx: Tx, settled: readonly Settled[]): Promise<void> {
  for (const { incident, entry } of settled) tx.record(incident, entry);
  await tx.together([
    tx.rows(
      `INSERT INTO coverage_outlook (id, incident_id, institution_id, facts_version, outlook, support_outlook, input,
         request_hash, terms_version, answer, assessment, answer_hash, at)
     SELECT r.id, r.incident_id, r.institution_id, r.facts_version, r.outlook, r.support_outlook, r.input,
       decode(r.hash, 'hex'), r.terms_version, r.answer,
            r.assessment::jsonb, decode(r.answer_hash, 'hex'), $2
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, incident_id uuid, institution_id uuid, facts_version int,
         outlook text, support_outlook text, input jsonb, hash text,
            terms_version text, answer jsonb, assessment text, answer_hash text)`,
      [
        JSON.stringify(
          settled.map(({ incident, outlookId, input, answer }) => ({
            id: outlookId,
            incident_id: incident.id,
            institution_id: incident.institution_id,
            facts_version: incident.facts_version,
            outlook: answer.coverageOutlook,
            support_outlook: answer.supportOutlook,
            input,
            hash: answer.request ? contentHash(answer.request).toString('hex') : null,
            terms_version: answer.termsVersion,
            // the request is made again from the input; its hash shows that it is the same
            answer: { ...answer, request: null, assessment: null, asked: answer.request && askedOf(answer.request) },
            ...printed(answer.assessment),
          })),
        ),
        tx.now,
      ],
    ),
    keepOutlooks(
      tx,
      settled.map(({ incident, outlookId, answer, match }) => ({
        id: incident.id,
        outlook: answer.coverageOutlook,
        reasons: answer.coverageReasons,
        support_outlook: answer.supportOutlook,
        support_reasons: answer.supportReasons,
        question: answer.supportQuestion,
        outlook_id: outlookId,
        member_period_id: match.memberPeriodId,
        policy_match: match.policyMatch,
      })),
    ),
  ]);
}

function printed(assessment: CoverageResponse | null): { assessment: string | null; answer_hash: string | null } {
  if (!assessment) return { assessment: null, answer_hash: null };
  const { text, hash } = answerHash(assessment);
  return { assessment: text, answer_hash: hash };
}

/** A match by the desk stays; a proposed match follows the day of discovery. */
function proposedPeriod(incident: IncidentRow, periods: readonly MemberPeriod[]): Match {
  if (incident.policy_match === 'matched' || incident.policy_match === 'not-found' || hasEnded(incident))
    return { memberPeriodId: incident.member_period_id, policyMatch: incident.policy_match };
  const trusted = flaggedFactNames(incident.flags).includes('discoveredAt') ? null : incident.facts.discoveredAt;
  const day = dayInJapan(trusted ?? incident.reported_at);
  const found = periodOn(
    periods.filter((period) => period.institutionId === incident.institution_id),
    day,
  );
  return { memberPeriodId: found?.id ?? null, policyMatch: found ? 'proposed' : 'pending' };
}
