import { categoryTable, type Category, type Coverage } from './categories.js';
import {
  addMonths,
  dayNumber,
  isAfterCover,
  isBeforeCover,
  isBoundaryDay,
  mayBelongToEarlierPeriod,
} from './cover-days.js';
import { ruleOf } from './reasons.js';
import type {
  BusinessContinuationFacts,
  CoverageRequest,
  Day,
  LostProfitFacts,
  RequestLine,
  RequestPolicy,
  RevenueDeclinePreventionFacts,
  SuspicionRaisedBy,
} from './request.js';
import type { IncidentGateCode, LineGateCode, RuleId } from './response.js';

/** The number of a gate that depends on the incident alone. */
export type IncidentGateId = '1' | '2' | '3' | '3b' | '4' | '4b' | '5' | '6' | '7' | '7b';

/** The input of a gate of lines: a line with its request, and one fact about the request's other lines. */
export interface LineOfRequest {
  readonly policy: CoverageRequest['policy'];
  readonly incident: CoverageRequest['incident'];
  readonly line: RequestLine;
  /** Some revenue-decline-prevention line of the request, wherever it stands, is left to a person (gate 38c). */
  readonly preventionUndecided: boolean;
}
type IncidentOfRequest = Pick<LineOfRequest, 'policy' | 'incident'>;

/** One row of the decision table: its number, its code, its rule, its answer and its condition. */
interface Row<Id extends string, Code extends string, Looked> {
  readonly gate: Id;
  readonly code: Code;
  readonly rule: RuleId;
  readonly result: 'not-payable' | 'refer';
  readonly fires: (looked: Looked) => boolean;
}
/** A gate that fires on every line of an incident. */
export type IncidentGate = Row<IncidentGateId, IncidentGateCode, IncidentOfRequest>;
/** A gate of lines of certain categories. */
export interface LineGate extends Row<string, LineGateCode, LineOfRequest> {
  readonly appliesTo: readonly Category[];
  /** When it fires, the gates up to this one are skipped. */
  readonly skipsTo?: string;
}

/** A gate that fired on an incident. */
export type FiredGate = Omit<IncidentGate, 'fires'>;

function everyLine(
  gate: IncidentGateId,
  code: IncidentGateCode,
  result: IncidentGate['result'],
  fires: IncidentGate['fires'],
): IncidentGate {
  return { gate, code, rule: ruleOf(code), result, fires };
}

function eitherDay(
  { incident, policy }: IncidentOfRequest,
  is: (day: Day | null | undefined, policy: RequestPolicy) => boolean,
): boolean {
  return is(incident.occurredOn, policy) || is(incident.discoveredOn, policy);
}

/**
 * The gates that depend on the incident alone and so fire on every line, in order (R-ELG-2, R-TIME, R-PRM-1, R-EMP-4,
 * R-EXC).
 */
export const incidentGateTable: readonly IncidentGate[] = [
  everyLine('1', 'ineligible-institution', 'not-payable', ({ policy }) => policy.institutionKind === 'pharmacy'),
  everyLine(
    '2',
    'known-before-inception',
    'not-payable',
    ({ policy, incident }) => incident.knownBeforeInception === true || isBeforeCover(incident.discoveredOn, policy),
  ),
  everyLine(
    '3',
    'outside-period',
    'not-payable',
    ({ policy, incident }) =>
      isAfterCover(incident.occurredOn, policy) ||
      (isBeforeCover(incident.occurredOn, policy) && isAfterCover(incident.discoveredOn, policy)),
  ),
  everyLine('3b', 'period-boundary-day', 'refer', (request) => eitherDay(request, isBoundaryDay)),
  everyLine(
    '4',
    'period-basis-undecided',
    'refer',
    ({ policy, incident }) => isBeforeCover(incident.occurredOn, policy) || isAfterCover(incident.discoveredOn, policy),
  ),
  everyLine('4b', 'period-of-limits-undecided', 'refer', (request) => eitherDay(request, mayBelongToEarlierPeriod)),
  everyLine('5', 'undeclared-premises', 'not-payable', ({ incident }) => incident.premises === 'undeclared-premises'),
  everyLine(
    '6',
    'premises-undecided',
    'refer',
    ({ policy, incident }) =>
      incident.premises === 'declared-mid-term' ||
      incident.premises === 'unknown' ||
      (incident.premises === 'declared-premises' && policy.corporationKind !== 'medical-corporation'),
  ),
  everyLine(
    '7',
    'director-perpetrator',
    'refer',
    ({ incident }) => incident.perpetrator === 'director' && incident.intent !== 'error',
  ),
  everyLine('7b', 'exclusion-undecided', 'refer', ({ incident }) => (incident.exclusionsToCheck ?? []).length > 0),
];

const all = Object.keys(categoryTable) as readonly Category[];
const of = (...coverages: readonly Coverage[]): readonly Category[] =>
  all.filter((category) => coverages.includes(categoryTable[category].coverage));
const suspicion = ['network-isolation', 'attack-check'] as const;
const responseExpense = of('response-expense');
const laterResponse = responseExpense.filter((category) => !suspicion.some((one) => one === category));
const liability = of('liability');
const interruption = of('business-interruption');

const raisedBy = ({ incident }: LineOfRequest, ...who: readonly SuspicionRaisedBy[]): boolean =>
  incident.suspicion != null && who.includes(incident.suspicion.raisedBy);
const notRaised = ({ incident }: LineOfRequest): boolean => incident.suspicion == null;
const notAccidentOrContent = ({ incident }: LineOfRequest): boolean =>
  incident.cause === 'cyber-attack' || incident.cause === 'information-leak';
const legalLiability = ({ line }: LineOfRequest): boolean | null | undefined => line.liability?.legalLiability;
const harm = ({ line }: LineOfRequest): boolean => line.liability?.bodilyInjuryOrPropertyDamage === true;

/** The gates of one line, in order, evaluated after those of the incident. */
export const lineGateTable: readonly LineGate[] = (
  [
    ['8', all, 'ransom', 'not-payable', ({ line }) => line.ransom === true],
    [
      '9',
      all,
      'perpetrator-own-loss',
      'not-payable',
      ({ line, incident }) =>
        line.claimant === 'perpetrating-employee' &&
        incident.intent === 'crime-or-breach-of-trust' &&
        (incident.perpetrator === 'employee' || incident.perpetrator === 'director'),
    ],
    [
      '9b',
      all,
      'perpetrator-intent-unknown',
      'refer',
      ({ line, incident: { intent = 'unknown', perpetrator } }) =>
        line.claimant === 'perpetrating-employee' &&
        (intent === 'unknown' ||
          (intent === 'crime-or-breach-of-trust' && (perpetrator === 'outsider' || perpetrator === 'unknown'))),
    ],
    [
      '10',
      suspicion,
      'not-a-cyber-attack',
      'not-payable',
      (one) =>
        one.incident.cause !== 'cyber-attack' &&
        one.incident.attackConfirmed === false &&
        (notRaised(one) || raisedBy(one, 'own-staff')),
    ],
    [
      '11',
      suspicion,
      'suspicion-not-raised-by-third-party',
      'not-payable',
      (one) => one.incident.attackConfirmed === false && raisedBy(one, 'own-staff'),
    ],
    [
      '11b',
      suspicion,
      'attack-not-yet-determined',
      'refer',
      (one) =>
        (one.incident.attackConfirmed == null && (notRaised(one) || raisedBy(one, 'own-staff'))) ||
        (one.incident.attackConfirmed === false && notRaised(one)),
    ],
    [
      '12',
      suspicion,
      'third-party-undecided',
      'refer',
      (one) => one.incident.attackConfirmed !== true && raisedBy(one, 'other-third-party', 'attacker'),
    ],
    [
      '13',
      suspicion,
      'suspicion-cost-after-confirmation',
      'refer',
      (one) =>
        one.incident.attackConfirmed === true &&
        (notRaised(one) || raisedBy(one, 'own-staff', 'attacker')) &&
        one.policy.parameters?.isolationAfterConfirmation !== 'payable',
    ],
    [
      '14',
      suspicion,
      'cost-precedes-notice',
      'refer',
      (one) =>
        raisedBy(one, 'public-body', 'security-operations-contractor', 'other-third-party') &&
        one.incident.suspicion != null &&
        one.line.incurredOn < one.incident.suspicion.raisedOn,
    ],
    ['15', ['network-isolation'], 'not-outsourced', 'refer', ({ line }) => line.outsourced !== true],
    [
      '16',
      [...laterResponse, ...interruption],
      'attack-not-confirmed',
      'refer',
      ({ incident }) => incident.cause === 'cyber-attack' && incident.attackConfirmed !== true,
    ],
    [
      '17',
      ['damage-and-cause-investigation'],
      'investigation-without-attack',
      'refer',
      ({ incident }) => incident.cause === 'information-leak',
    ],
    ['18', laterResponse, 'response-trigger-undecided', 'refer', (one) => !notAccidentOrContent(one)],
    ['19', ['condolence'], 'affected-persons-unknown', 'refer', ({ incident }) => incident.affectedPersons == null],
    [
      '20',
      ['condolence'],
      'more-persons-than-affected',
      'refer',
      ({ line, incident }) => incident.affectedPersons != null && (line.persons ?? 0) > incident.affectedPersons,
    ],
    [
      '21',
      ['condolence', 'litigation', 'cooperation', 'damages'],
      'consent-missing',
      'refer',
      ({ line }) => line.consent !== true && !(line.category === 'damages' && line.judgment === true),
    ],
    ['22', ['data-restoration'], 'replacement-or-upgrade', 'refer', ({ line }) => line.replacementOrUpgrade === true],
    [
      '23',
      ['prevention-consulting', 'prevention-planning', 'expert-advice', 'other-response'],
      'security-product-purchase',
      'refer',
      ({ line }) => line.securityProduct === true,
    ],
    ['24', ['other-response', 'other-liability'], 'unlisted-expense', 'refer', () => true],
    ['24b', ['equipment-repair'], 'equipment-repair-undecided', 'refer', () => true],
    [
      '25',
      [...laterResponse, ...liability],
      'cost-precedes-discovery',
      'refer',
      ({ line, incident }) => line.incurredOn < incident.discoveredOn,
    ],
    [
      '25b',
      responseExpense,
      'after-response-window',
      'refer',
      ({ line, incident, policy }) =>
        line.incurredOn > incident.discoveredOn &&
        dayNumber(line.incurredOn) - dayNumber(incident.discoveredOn) > (policy.parameters?.expenseWindowDays ?? 365),
    ],
    ['26', ['damages', 'other-liability'], 'no-legal-liability', 'not-payable', (one) => legalLiability(one) === false],
    [
      '26b',
      ['litigation', 'cooperation'],
      'defence-without-liability',
      'refer',
      (one) => legalLiability(one) === false,
    ],
    [
      '27',
      liability,
      'legal-liability-undecided',
      'refer',
      (one) =>
        one.line.liability == null ||
        (legalLiability(one) === null && (one.line.category === 'damages' || one.line.category === 'other-liability')),
      '31',
    ],
    [
      '28',
      liability,
      'not-in-course-of-business',
      'not-payable',
      (one) => !notAccidentOrContent(one) && one.line.liability?.inCourseOfBusiness === false,
    ],
    [
      '29',
      liability,
      'not-accidental',
      'not-payable',
      ({ incident, line }) => incident.cause === 'other-accident' && line.liability?.accidental === false,
    ],
    ['30', liability, 'bodily-injury-territory', 'refer', (one) => harm(one) && one.incident.country !== 'JP'],
    [
      '31',
      liability,
      'bodily-injury-undecided',
      'refer',
      (one) =>
        harm(one) &&
        one.incident.country === 'JP' &&
        (one.policy.bodilyInjuryPropertyDamage !== true || one.incident.cause !== 'cyber-attack'),
    ],
    ['32', interruption, 'option-not-purchased', 'not-payable', ({ policy }) => policy.businessInterruption == null],
    ['33', interruption, 'no-system-stop', 'not-payable', ({ incident }) => incident.systemStop?.kind === 'none'],
    ['33b', interruption, 'system-stop-unknown', 'refer', ({ incident }) => incident.systemStop == null],
    ['34', interruption, 'voluntary-stop', 'refer', ({ incident }) => incident.systemStop?.kind === 'voluntary'],
    ['35', interruption, 'interruption-cause-undecided', 'refer', ({ incident }) => incident.cause !== 'cyber-attack'],
    [
      '36',
      interruption,
      'within-waiting-time',
      'not-payable',
      ({ incident, policy }) =>
        incident.systemStop?.hours != null &&
        incident.systemStop.hours <= (policy.businessInterruption?.waitingHours ?? 0),
    ],
    [
      '36b',
      interruption,
      'stop-length-unknown',
      'refer',
      ({ incident }) => incident.systemStop != null && incident.systemStop.hours == null,
    ],
    [
      '36c',
      ['lost-profit'],
      'no-standard-revenue',
      'refer',
      ({ line }) => (line.interruption as LostProfitFacts).standardRevenue === null,
    ],
    [
      '37',
      ['business-continuation'],
      'after-system-restoration',
      'not-payable',
      ({ line }) => isAfter(line.incurredOn, (line.interruption as BusinessContinuationFacts).systemRestoredOn),
    ],
    [
      '38',
      ['revenue-decline-prevention'],
      'after-business-recovery',
      'not-payable',
      ({ line }) => isAfter(line.incurredOn, (line.interruption as RevenueDeclinePreventionFacts).businessRecoveredOn),
    ],
    [
      '38b',
      interruption,
      'beyond-indemnity-period',
      'refer',
      ({ line, incident, policy }) =>
        policy.businessInterruption?.indemnityMonths != null &&
        isAfter(line.incurredOn, addMonths(incident.discoveredOn, policy.businessInterruption.indemnityMonths)),
    ],
    ['38c', ['business-continuation'], 'prevention-undecided', 'refer', (one) => one.preventionUndecided],
  ] as const satisfies readonly (readonly [
    string,
    readonly Category[],
    LineGateCode,
    'not-payable' | 'refer',
    (one: LineOfRequest) => boolean,
    string?,
  ])[]
).map(([gate, appliesTo, code, result, fires, skipsTo]) => ({
  gate,
  appliesTo,
  code,
  rule: ruleOf(code),
  result,
  fires,
  ...(skipsTo === undefined ? {} : { skipsTo }),
}));

/** Whether a day is after a known one; both in the years 0001 to 9999. False where that is not known. */
function isAfter(day: Day, known: Day | null): boolean {
  return known !== null && day > known;
}

/**
 * Every incident gate that fires, in order. After the first `not-payable` none is evaluated, so there is at most one
 * and it is the last; a `refer` before it is reported too. Lines do not count.
 */
export function incidentGates(request: IncidentOfRequest): FiredGate[] {
  const fired: FiredGate[] = [];
  for (const row of incidentRows) {
    if (!row.fires(request)) continue;
    fired.push(row.gate);
    if (row.gate.result === 'not-payable') break;
  }
  return fired;
}

const incidentRows = incidentGateTable.map(({ fires, ...gate }) => ({ gate, fires }));

const gatesOfCategory: ReadonlyMap<Category, readonly LineGate[]> = new Map(
  all.map((category) => [category, lineGateTable.filter(({ appliesTo }) => appliesTo.includes(category))]),
);

/** Every line gate that fires, in order; at most one is `not-payable`, and then it is the last. */
export function lineGates(one: LineOfRequest): LineGate[] {
  const fired: LineGate[] = [];
  let skipTo: string | undefined;
  for (const gate of gatesOfCategory.get(one.line.category) ?? []) {
    if (skipTo !== undefined) {
      if (gate.gate === skipTo) skipTo = undefined;
      continue;
    }
    if (!gate.fires(one)) continue;
    fired.push(gate);
    if (gate.result === 'not-payable') break;
    skipTo = gate.skipsTo;
  }
  return fired;
}
