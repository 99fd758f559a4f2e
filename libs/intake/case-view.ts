import {
  assessmentOf,
  coverageAt,
  coverageOfCase,
  notYetAssessed,
  questionTexts,
  type AssessmentDto,
  type CaseCoverage,
} from '#assessment';
import { categoryTable, type Category } from '#coverage';
import { NOT_KNOWN, type Actor, type Tx } from '#database';
import {
  approvalText,
  claimedOf,
  expensesAt,
  expenseStateNames,
  expensesOf,
  hasConsent,
  isBeforeItsPhase,
  namedText,
  restFor,
  rulingsOf,
  rulingView,
  transfersOf,
  transferView,
  type AgreedLine,
  type Ruling,
  type Transfer,
  type ExpenseRow,
  type StoredExpense,
} from '#expenses';
import {
  attackQuestionOpen,
  coverageOutlookOf,
  firstWhoAccepted,
  flagTexts,
  hasEnded,
  incidentAt,
  incidentById,
  incidentMover,
  incidentStateNames,
  phasesOf,
  proposedSeverity,
  runningOrders,
  type IncidentRow,
  type Phases,
  type StandingCase,
} from '#incidents';
import { type Config } from '#platform';
import { expenseNames, outlookFollows } from './case-words.js';
import { callBackOf, callsOf, type DeskCall } from './desk-call.js';
import type { CaseDto, CaseLinkDto, ExpenseDto, NamedDto, NextStepDto } from './case.dto.js';

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
  };
}

/** Reads the whole case. Throws `requests.not-found`. */
export async function caseOf(tx: Tx, id: string, promises: Promises): Promise<CaseDto> {
  const [incident, expenses, running, merges, calls, transfers] = await tx.together([
    incidentById(tx, id),
    expensesOf(tx, [id]),
    runningOrders(tx, id),
    mergesOf(tx, id),
    callsOf(tx, id),
    transfersOf(tx, id),
  ]);
  // read only for a case before its opening, and for readers who may see work items
  const isNamed = incident.adjuster_id !== null || incident.state !== 'triaged' || tx.actor.side !== 'insurer';
  const [coverage, rulings, firstAdjusterId] = await tx.together([
    coverageOfCase(tx, incident),
    rulingsOf(tx, ruledAmong(expenses)),
    isNamed ? Promise.resolve(null) : firstWhoAccepted(tx, id),
  ]);
  const view = caseView(incident, expenses, tx.actor, {
    promises,
    running,
    firstAdjusterId,
    coverage,
    rulings,
    calls,
    transfers,
  });
  return { ...view, ...merges, adjusterInChargeName: await adjusterName(tx, id) };
}

/** The case as the answer to a request that was sent to it, or to a case that was merged into it. */
export function takenBy({ sentTo }: StandingCase, answer: CaseDto): CaseDto {
  return { ...answer, sentTo: sentTo && { id: sentTo.id, caseNumber: sentTo.case_number } };
}

async function adjusterName(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.one<{ name: string | null }>('SELECT adjuster_in_charge_name($1) AS name', [id]);
  return row?.name ?? null;
}

/**
 * Reads the case as it was at an earlier time, without any action. Throws `requests.not-found`,
 * `incidents.moment-in-future`, `incidents.moment-before-report`.
 */
export async function caseAt(tx: Tx, id: string, at: Date, promises: Promises): Promise<CaseDto> {
  const incident = await incidentAt(tx, id, at);
  const [expenses, coverage] = await tx.together([expensesAt(tx, id, at), coverageAt(tx, incident)]);
  const rulings = await rulingsOf(tx, ruledAmong(expenses), at);
  const view = caseView(incident, expenses, tx.actor, { promises, coverage, rulings });
  // the consents of that time are not read
  const lines = view.expenses.map((expense) => ({ ...expense, consent: null, namedApproval: null }));
  return { ...view, expenses: lines, asOf: at.toISOString(), allowedActions: [], next: [] };
}

/** The case into which it was merged, and those merged into it: a case is found by either number. */
async function mergesOf(tx: Tx, id: string): Promise<Pick<CaseDto, 'mergedInto' | 'mergedFrom'>> {
  const rows = await tx.rows<CaseLinkDto & { into: boolean }>(
    `SELECT o.id, o.case_number AS "caseNumber", true AS into
       FROM incident i
       JOIN incident o ON o.id = i.merged_into
       WHERE i.id = $1
     UNION ALL SELECT o.id, o.case_number, false FROM incident o WHERE o.merged_into = $1 ORDER BY 2`,
    [id],
  );
  const links = (into: boolean): CaseLinkDto[] =>
    rows.filter((row) => row.into === into).map(({ id: linked, caseNumber }) => ({ id: linked, caseNumber }));
  return { mergedInto: links(true)[0] ?? null, mergedFrom: links(false) };
}

/** The ids of expenses with a ruling that is in force. */
export function ruledAmong(expenses: readonly Pick<StoredExpense, 'id' | 'state'>[]): string[] {
  const ruled: readonly StoredExpense['state'][] = ['approved', 'rejected', 'appealed', 'scheduled', 'paid'];
  return expenses.filter(({ state }) => ruled.includes(state)).map(({ id }) => id);
}

/** One expense for its reader. */
export function expenseView(
  expense: ExpenseRow | StoredExpense,
  phases: Phases,
  {
    assessment,
    ruling,
    transfer,
    isSplit = false,
  }: {
    readonly assessment: AssessmentDto;
    readonly ruling: Ruling | null;
    readonly transfer: Transfer | null;
    readonly isSplit?: boolean;
  },
): ExpenseDto {
  const { consent: said, preApproval: word, ...flags } = expense.flags;
  const state = isSplit
    ? expenseNames.split
    : expense.state === 'scheduled' && transfer?.state === 'returned'
      ? expenseNames.cameBack
      : expenseStateNames[expense.state];
  return {
    ...(flags as object),
    ...(word === undefined ? {} : { preApproval: word }),
    id: expense.id,
    line: expense.line,
    state: expense.state,
    stateName: { code: expense.state, textJa: state.ja, textEn: state.en },
    category: expense.category,
    categoryName: categoryName(expense.category),
    lane: expense.lane,
    phase: expense.phase,
    amount: expense.amount_yen,
    tax: expense.tax_yen,
    claimed: claimedOf(expense),
    incurredOn: expense.incurred_on,
    vendorName: expense.vendor_name,
    invoiceNumber: expense.invoice_number,
    description: expense.description,
    beforeItsPhase: isBeforeItsPhase(expense, phases),
    assessment,
    ruling: ruling && rulingView(ruling, new Date()),
    ...agreedView(expense),
    saidConsent: said === true && expense.pre_approval_id === null,
    namedApproval: namedText(expense),
    transfer: transfer && transferView(transfer),
    partOf: expense.part_of,
    supplements: expense.supplements,
    submittedAt: new Date(expense.submitted_at).toISOString(),
    version: expense.version,
  };
}

/** What the insurer agreed to pay of a line before the money was spent (yen). */
function agreedView(
  expense: ExpenseRow | StoredExpense,
): Pick<ExpenseDto, 'consent' | 'approval' | 'recordedConsent' | 'preApproval'> {
  const agreed: AgreedLine = {
    category: expense.category,
    amount_yen: expense.amount_yen,
    tax_yen: expense.tax_yen,
    incurred_on: expense.incurred_on,
    approval: 'approval' in expense ? expense.approval : null,
    consent: 'consent' in expense ? expense.consent : null,
  };
  const { approval, consent } = agreed;
  const text = approvalText(agreed);
  return {
    ...(approval ? { preApproval: approval.number } : {}),
    consent: hasConsent(agreed),
    approval:
      approval && text
        ? {
            number: approval.number,
            ceiling: approval.ceiling,
            rest: restFor(approval),
            lapsesOn: approval.lapsesOn,
            textJa: text.textJa,
            textEn: text.textEn,
          }
        : null,
    recordedConsent: consent,
  };
}

function categoryName(category: Category): NamedDto {
  const { ja, en } = categoryTable[category];
  return { code: category, textJa: ja, textEn: en };
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
