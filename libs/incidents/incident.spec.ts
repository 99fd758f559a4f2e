import { movesFrom } from '#kernel';
import type { IncidentState } from './incident.js';
import {
  incidentMachine,
  incidentStateNames,
  incidentStates,
  moneyOrOrdersPending,
  openMissing,
  triageMissing,
} from './incident.js';

const offered = (from: IncidentState, asWhom: string) => movesFrom(incidentMachine, from, [asWhom]).map(({ to }) => to);
const codes = (missing: readonly { code: string }[]) => missing.map(({ code }) => code);

describe('the life of an incident', () => {
  it('knows exactly the moves of the workflow', () => {
    expect(new Set(incidentMachine.moves.map(({ from, to }) => `${from} → ${to}`))).toEqual(
      new Set([
        'reported → triaged',
        'reported → withdrawn',
        'triaged → withdrawn',
        'reported → merged',
        'triaged → merged',
        'open → merged',
        'triaged → open',
      ]),
    );
    expect(incidentMachine.initial).toEqual(['reported']);
  });

  it.each<[string, IncidentState, IncidentState[]]>([
    ['support', 'reported', ['triaged', 'withdrawn', 'merged']],
    ['support', 'triaged', ['open', 'withdrawn', 'merged']],
    ['support', 'open', ['merged']],
    ['hospital-reporter', 'reported', ['withdrawn']],
    ['hospital-manager', 'triaged', ['withdrawn']],
    ['hospital-manager', 'open', []],
  ])('%s may move a %s case to %j', (asWhom, from, to) => expect(offered(from, asWhom)).toEqual(to));

  it.each([
    'agent',
    'adjuster',
    'adjuster-in-charge',
    'senior-adjuster',
    'auditor',
    'payments',
    'administrator',
    'system',
  ])('%s moves no case', (asWhom) => {
    expect(incidentStates.flatMap((from) => offered(from, asWhom))).toEqual([]);
  });

  it('nothing leaves withdrawn and merged', () => {
    expect(incidentMachine.moves.filter(({ from }) => from === 'withdrawn' || from === 'merged')).toEqual([]);
  });

  it('every state has a name in both languages', () => {
    expect(Object.keys(incidentStateNames)).toEqual([...incidentStates]);
  });
});

describe('triage', () => {
  const complete = {
    severity: 'high',
    facts: { cause: 'cyber-attack', country: 'JP' },
    policyMatch: 'matched',
  } as const;

  it('passes with severity, cause, country and a matched policy', () => expect(triageMissing(complete)).toEqual([]));

  it('a policy marked as not found keeps the case workable', () =>
    expect(triageMissing({ ...complete, policyMatch: 'not-found' })).toEqual([]));

  it('names everything that is missing at once', () => {
    expect(codes(triageMissing({ severity: null, facts: { country: null }, policyMatch: 'pending' }))).toEqual([
      'incidents.severity-missing',
      'incidents.cause-missing',
      'incidents.country-missing',
      'incidents.policy-unmatched',
    ]);
  });
});

describe('opening', () => {
  it('needs the outlook, whatever its colour, and an adjuster in charge', () => {
    expect(codes(openMissing({ outlook: 'pending', adjusterInChargeId: null }))).toEqual([
      'incidents.outlook-pending',
      'incidents.adjuster-in-charge-missing',
    ]);
    for (const outlook of ['available', 'refer', 'not-available']) {
      expect(openMissing({ outlook, adjusterInChargeId: 'a' })).toEqual([]);
    }
  });
});

describe('withdrawing', () => {
  it('needs nothing held, consumed or ordered', () => {
    expect(moneyOrOrdersPending({ heldYen: 0, consumedYen: 0, runningOrders: 0 })).toEqual([]);
    expect(codes(moneyOrOrdersPending({ heldYen: 1, consumedYen: 1, runningOrders: 1 }))).toEqual([
      'incidents.money-held',
      'incidents.money-consumed',
      'incidents.order-running',
    ]);
  });
});
