import type { Facts } from './facts.dto.js';
import type { Severity } from './severity.js';
import { proposedSeverity, severities, severityNames, severityRules } from './severity.js';

describe('the proposed severity', () => {
  it.each<[string, Facts, Severity]>([
    ['emergency care stopped', { careImpact: { emergencyStopped: true } }, 'critical'],
    [
      'outpatients stopped, systems still down',
      { careImpact: { outpatientsStopped: true }, systemStop: { kind: 'caused', from: '2026-11-02T00:00:00Z' } },
      'critical',
    ],
    ['10,000 persons', { affectedPersons: 10_000 }, 'critical'],
    ['9,999 persons', { affectedPersons: 9_999 }, 'high'],
    ['more than 1,000 persons', { affectedPersons: 1_001 }, 'high'],
    ['1,000 persons', { affectedPersons: 1_000 }, 'normal'],
    ['outpatients stopped, systems running', { careImpact: { outpatientsStopped: true } }, 'high'],
    ['paper charts', { careImpact: { paperCharts: true } }, 'high'],
    ['systems still down', { systemStop: { kind: 'caused' } }, 'high'],
    [
      'systems back',
      { systemStop: { kind: 'caused', from: '2026-11-02T00:00:00Z', to: '2026-11-02T05:00:00Z' } },
      'normal',
    ],
    ['systems taken down by choice', { systemStop: { kind: 'voluntary' } }, 'normal'],
    ['one person', { systemStop: { kind: 'none' }, affectedPersons: 1 }, 'normal'],
    ['known: nobody affected, no stop', { systemStop: { kind: 'none' }, affectedPersons: 0 }, 'low'],
    ['nobody affected, stop unknown', { affectedPersons: 0 }, 'normal'],
    ['no stop, persons unknown', { systemStop: { kind: 'none' }, affectedPersons: null }, 'normal'],
    [
      'nobody affected, but charts on paper',
      { systemStop: { kind: 'none' }, affectedPersons: 0, careImpact: { paperCharts: true } },
      'high',
    ],
    ['nothing known', {}, 'normal'],
  ])('%s', (_what, facts, severity) => expect(proposedSeverity(facts)).toBe(severity));

  it('the table says in words when each rule holds, and its last rule always does', () => {
    expect(severityRules.every(({ when }) => when.length > 0)).toBe(true);
    expect(severityRules.at(-1)?.holds({})).toBe(true);
    expect(Object.keys(severityNames)).toEqual([...severities]);
  });
});
