import { assessmentOf, notYetAssessed, questionTexts, type CaseCoverage } from '#assessment';
import { NOT_KNOWN, type Actor } from '#database';
import {
  isBeforeItsPhase,
  phaseInProgress,
  type Ruling,
  type Transfer,
  type ExpenseRow,
  type StoredExpense,
} from '#expenses';
import {
  allowedPhaseMoves,
  attackQuestionOpen,
  coverageOutlookOf,
  flagTexts,
  hasEnded,
  incidentMover,
  incidentStateNames,
  phasesOf,
  proposedSeverity,
  type IncidentRow,
} from '#incidents';
import type { Config } from '#platform';
import { outlookFollows } from './case-words.js';
import { callBackOf, type DeskCall } from './desk-call.js';
import type { CaseDto, NextStepDto, PhaseActionDto } from './case.dto.js';
import { categoryName, expenseView } from './expense-view.js';

/** The insurer's promised times: minutes from the report, around the clock. */
export type Promises = Pick<Config, 'acknowledgeMinutes' | 'callBackMinutes'>;

/** The whole case for its reader, made of rows; the same after a report and at each reading. */
export function caseView(
  incident: IncidentRow,
  expenses: readonly (ExpenseRow | StoredExpense)[],
  actor: Actor,
  more: {
    readonly promises: Promises;
    readonly running?: number;
    /** The adjuster who would be in charge where nobody is named. */
    readonly firstAdjusterId?: string | null;
    readonly coverage?: CaseCoverage;
    readonly rulings?: ReadonlyMap<string, Ruling>;
    readonly calls?: readonly DeskCall[];
    readonly transfers?: ReadonlyMap<string, Transfer>;
  },
): CaseDto {
  const {
    promises,
    running = 0,
    firstAdjusterId = null,
    coverage = notYetAssessed,
    rulings,
    transfers,
    calls = [],
  } = more;
  const phases = phasesOf(incident);
  const state = incidentStateNames[incident.state];
  return {
    id: incident.id,
    caseNumber: incident.case_number,
    state: incident.state,
    stateName: { code: incident.state, textJa: state.ja, textEn: state.en },
    version: incident.version,
    factsVersion: incident.facts_version,
    institutionId: incident.institution_id === NOT_KNOWN ? null : incident.institution_id,
    institutionName: incident.institution_name,
    policyNumber: incident.policy_number,
    policyId: incident.member_period_id,
    policyMatch: incident.policy_match,
    channel: incident.channel,
    description: incident.description,
    reporter: { name: incident.reporter_name, phone: incident.reporter_phone },
    facts: withoutInsurerFacts(incident.facts),
    flags: incident.flags.map(({ pointer, code }) => ({ pointer, ...flagTexts[code] })),
    severity: incident.severity,
    proposedSeverity: proposedSeverity(incident.facts),
    phases,
    attackQuestionOpen: attackQuestionOpen(incident.facts, phases),
    coverageOutlook: coverageOutlookOf(incident),
    coverageOutlookReasons: incident.support_outlook === null ? [] : [...incident.outlook_reasons],
    supportOutlook: incident.support_outlook ?? 'pending',
    supportOutlookReasons: [...(incident.support_reasons ?? [])],
    supportOutlookQuestion: incident.support_question ? questionTexts[incident.support_question] : null,
    // also the category of lines that are decided or lack figures, which the last run did not include
    openCoverages: (coverage.run?.assessment?.openCoverages ?? [])
      .filter((open) => !expenses.some(({ category, state }) => category === open && state !== 'withdrawn'))
      .map(categoryName),
    limits: coverage.limits && [...coverage.limits],
    adjusterInChargeId: incident.adjuster_id,
    adjusterInChargeName: null,
    reportedAt: incident.reported_at.toISOString(),
    expenses: expenses.map((expense) =>
      expenseView(expense, phases, {
        assessment: assessmentOf(expense, coverage),
        ruling: rulings?.get(expense.id) ?? null,
        transfer: transfers?.get(expense.id) ?? null,
        isSplit: expense.state === 'withdrawn' && expenses.some(({ part_of }) => part_of === expense.id),
      }),
    ),
    next: nextSteps(incident, calls, promises),
    asOf: null,
    mergedInto: null,
    mergedFrom: [],
    sentTo: null,
    // the target of a merge is named by the command of the merge (POST …/merges)
    allowedActions: incidentMover
      .allowed(actor, incident, {
        incident: { ...incident, adjuster_id: incident.adjuster_id ?? firstAdjusterId },
        runningOrders: running,
        expenses,
      })
      .filter(({ to }) => to !== 'merged')
      .map((move) => ({ ...move, missing: [...move.missing] })),
    phaseActions: phaseActions(incident, expenses, actor),
  };
}

function phaseActions(
  incident: IncidentRow,
  expenses: readonly (ExpenseRow | StoredExpense)[],
  actor: Actor,
): PhaseActionDto[] {
  return allowedPhaseMoves(actor, incident).map((action) => {
    const after = { ...phasesOf(incident), [action.phase]: action.to };
    return {
      ...action,
      costsThen: phaseInProgress(after),
      linesBeforeThen: expenses.filter((expense) => isBeforeItsPhase(expense, after)).length,
    };
  });
}

function nextSteps(incident: IncidentRow, calls: readonly DeskCall[], promises: Promises): NextStepDto[] {
  const callBack = callBackOf(incident, calls, promises);
  return [
    ...(callBack ? [callBack] : []),
    ...(coverageOutlookOf(incident) === 'pending' && !hasEnded(incident) ? [{ ...outlookFollows, by: null }] : []),
  ];
}

// an exclusion that the insurer examines is not shown before the decision
function withoutInsurerFacts({ exclusionsToCheck: _, ...facts }: IncidentRow['facts']): CaseDto['facts'] {
  return facts;
}
