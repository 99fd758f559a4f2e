import type { Facts } from './facts.dto.js';
import type { Words } from '#kernel';

export const severities = ['critical', 'high', 'normal', 'low'] as const;
export type Severity = (typeof severities)[number];

export const severityNames: Readonly<Record<Severity, Words>> = {
  critical: { ja: '最優先', en: 'Critical' },
  high: { ja: '高', en: 'High' },
  normal: { ja: '中', en: 'Normal' },
  low: { ja: '低', en: 'Low' },
};

interface SeverityRule {
  severity: Severity;
  when: string;
  holds: (facts: Facts) => boolean;
}

/**
 * From 1,001 persons a leak is notifiable by its size alone; 10,000 is the size that a single institution cannot
 * handle.
 */
const manyPersons = 1_001;
const massPersons = 10_000;

const persons = (facts: Facts, atLeast: number) => (facts.affectedPersons ?? 0) >= atLeast;
const stillStopped = ({ systemStop }: Facts) => systemStop?.kind === 'caused' && !systemStop.to;
const careHit = ({ careImpact }: Facts) =>
  Boolean(careImpact?.emergencyStopped || careImpact?.outpatientsStopped || careImpact?.paperCharts);

/** The first rule that applies decides. Patients come before data; an unknown answer is never low. */
export const severityRules: readonly SeverityRule[] = [
  {
    severity: 'critical',
    when: 'emergency care is stopped',
    holds: ({ careImpact }) => careImpact?.emergencyStopped === true,
  },
  {
    severity: 'critical',
    when: 'outpatient care is stopped while systems stand still because of the incident',
    holds: (facts) => facts.careImpact?.outpatientsStopped === true && stillStopped(facts),
  },
  {
    severity: 'critical',
    when: '10,000 persons or more are affected',
    holds: (facts) => persons(facts, massPersons),
  },
  { severity: 'high', when: 'outpatient care is stopped, or charts are kept on paper', holds: careHit },
  { severity: 'high', when: 'systems stand still because of the incident', holds: stillStopped },
  { severity: 'high', when: 'more than 1,000 persons are affected', holds: (facts) => persons(facts, manyPersons) },
  {
    severity: 'low',
    when: 'it is known that no system stopped and nobody is affected',
    holds: (facts) => facts.systemStop?.kind === 'none' && facts.affectedPersons === 0,
  },
  { severity: 'normal', when: 'anything else, and whatever is not known yet', holds: () => true },
];

export function proposedSeverity(facts: Facts): Severity {
  return severityRules.find((rule) => rule.holds(facts))?.severity ?? 'normal';
}
