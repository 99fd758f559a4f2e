import { isAfterCover, isBeforeCover, isBoundaryDay, mayBelongToEarlierPeriod } from './cover-days.js';
import { ruleOf } from './reasons.js';
import type { CoverageRequest, Day, RequestPolicy } from './request.js';
import type { IncidentGateCode, RuleId } from './response.js';

/** The number of an incident gate in the rules; gates are evaluated and reported in this order. */
export type IncidentGateId = '1' | '2' | '3' | '3b' | '4' | '4b' | '5' | '6' | '7' | '7b';

type IncidentOfRequest = Pick<CoverageRequest, 'policy' | 'incident'>;

/** One row of the decision table: what it looks for, what it answers, and the rule it applies. */
export interface IncidentGate {
  readonly gate: IncidentGateId;
  readonly code: IncidentGateCode;
  readonly rule: RuleId;
  readonly result: 'not-payable' | 'refer';
  readonly fires: (request: IncidentOfRequest) => boolean;
}

/** A gate that fired on an incident. */
export type FiredGate = Omit<IncidentGate, 'fires'>;

function row(
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

/** The gates that look at the incident alone and so fire on every line, in their order (R-ELG-2, R-TIME, R-PRM-1, R-EMP-4, R-EXC). */
export const incidentGateTable: readonly IncidentGate[] = [
  row('1', 'ineligible-institution', 'not-payable', ({ policy }) => policy.institutionKind === 'pharmacy'),
  row(
    '2',
    'known-before-inception',
    'not-payable',
    ({ policy, incident }) => incident.knownBeforeInception === true || isBeforeCover(incident.discoveredOn, policy),
  ),
  row(
    '3',
    'outside-period',
    'not-payable',
    ({ policy, incident }) =>
      isAfterCover(incident.occurredOn, policy) ||
      (isBeforeCover(incident.occurredOn, policy) && isAfterCover(incident.discoveredOn, policy)),
  ),
  row('3b', 'period-boundary-day', 'refer', (request) => eitherDay(request, isBoundaryDay)),
  row(
    '4',
    'period-basis-undecided',
    'refer',
    ({ policy, incident }) => isBeforeCover(incident.occurredOn, policy) || isAfterCover(incident.discoveredOn, policy),
  ),
  row('4b', 'period-of-limits-undecided', 'refer', (request) => eitherDay(request, mayBelongToEarlierPeriod)),
  row('5', 'undeclared-premises', 'not-payable', ({ incident }) => incident.premises === 'undeclared-premises'),
  row(
    '6',
    'premises-undecided',
    'refer',
    ({ policy, incident }) =>
      incident.premises === 'declared-mid-term' ||
      incident.premises === 'unknown' ||
      (incident.premises === 'declared-premises' && policy.corporationKind !== 'medical-corporation'),
  ),
  row(
    '7',
    'director-perpetrator',
    'refer',
    ({ incident }) => incident.perpetrator === 'director' && incident.intent !== 'error',
  ),
  row('7b', 'exclusion-undecided', 'refer', ({ incident }) => (incident.exclusionsToCheck ?? []).length > 0),
];

/**
 * Every incident gate that fires, in order. After the first `not-payable` none is evaluated, so there is at most one and
 * it is the last; a `refer` before it is reported too. Lines are not looked at.
 */
export function incidentGates(request: IncidentOfRequest): FiredGate[] {
  const fired: FiredGate[] = [];
  for (const { fires, ...gate } of incidentGateTable) {
    if (!fires(request)) continue;
    fired.push(gate);
    if (gate.result === 'not-payable') break;
  }
  return fired;
}
