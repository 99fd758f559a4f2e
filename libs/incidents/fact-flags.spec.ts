import type { Facts } from './facts.dto.js';
import type { FlagContext } from './fact-flags.js';
import { flagTexts } from './fact-flag-words.js';
import { flagCodes, flaggedFactNames, flagsOf } from './fact-flags.js';

const reportedAt = '2026-11-02T03:00:00Z';
const known: FlagContext = { reportedAt, policyNumberKnown: true };
const flagged = (facts: Facts, context = known) => flagsOf(facts, context).map(({ code, pointer }) => [code, pointer]);

describe('facts that are well formed and cannot be right are flagged, never refused', () => {
  it.each<[string, Facts, [string, string][]]>([
    ['nothing known', {}, []],
    ['everything null', { occurredAt: null, discoveredAt: null, suspicion: null, systemStop: null }, []],
    ['discovered at the moment of the report', { discoveredAt: reportedAt }, []],
    [
      'discovered after the report',
      { discoveredAt: '2026-11-02T03:00:01Z' },
      [['incidents.discovered-in-future', '/discoveredAt']],
    ],
    ['the same moment written with an offset', { discoveredAt: '2026-11-02T12:00:00+09:00' }, []],
    ['occurred with the discovery', { occurredAt: reportedAt, discoveredAt: reportedAt }, []],
    [
      'occurred after the discovery',
      { occurredAt: '2026-11-02T02:00:00Z', discoveredAt: '2026-11-02T01:00:00Z' },
      [['incidents.occurred-after-discovered', '/occurredAt']],
    ],
    [
      'occurred after report and discovery',
      { occurredAt: '2026-12-01T00:00:00Z', discoveredAt: '2026-11-02T01:00:00Z' },
      [
        ['incidents.occurred-in-future', '/occurredAt'],
        ['incidents.occurred-after-discovered', '/occurredAt'],
      ],
    ],
    [
      'a suspicion raised in the future',
      { suspicion: { raisedBy: 'public-body', raisedAt: '2027-01-01T00:00:00Z' } },
      [['incidents.suspicion-in-future', '/suspicion/raisedAt']],
    ],
    [
      'systems back before they stopped',
      { systemStop: { kind: 'caused', from: '2026-11-02T02:00:00Z', to: '2026-11-02T01:00:00Z' } },
      [['incidents.system-stop-ends-before-start', '/systemStop/to']],
    ],
    ['systems still down', { systemStop: { kind: 'caused', from: '2026-11-02T02:00:00Z', to: null } }, []],
  ])('%s', (_what, facts, flags) => expect(flagged(facts)).toEqual(flags));

  it('a policy number that is unknown and one that is somebody else’s answer alike; no number is no flag', () => {
    expect(flagged({}, { reportedAt, policyNumberKnown: false })).toEqual([
      ['incidents.policy-number-not-found', '/policyNumber'],
    ]);
    expect(flagged({}, { reportedAt, policyNumberKnown: null })).toEqual([]);
  });

  it('a notice that came after the report is not in the future when it is added later; a discovery stays wrong', () => {
    const facts: Facts = {
      discoveredAt: '2026-11-03T00:00:00Z',
      suspicion: { raisedBy: 'public-body', raisedAt: '2026-11-03T00:00:00Z' },
    };
    expect(flagged(facts, { ...known, learnedAt: '2026-11-05T00:00:00Z' })).toEqual([
      ['incidents.discovered-in-future', '/discoveredAt'],
    ]);
  });

  it('the names of the facts to leave out of the assessment stand once each', () => {
    const facts: Facts = {
      occurredAt: '2026-12-01T00:00:00Z',
      discoveredAt: '2026-11-02T01:00:00Z',
      systemStop: { kind: 'caused', from: '2026-11-02T02:00:00Z', to: '2026-11-02T01:00:00Z' },
    };
    expect(flaggedFactNames(flagsOf(facts, known))).toEqual(['occurredAt', 'systemStop']);
    expect(flaggedFactNames([])).toEqual([]);
  });

  it('every flag has its own text', () => {
    expect(Object.entries(flagTexts).map(([code, text]) => [code, text.code])).toEqual(flagCodes.map((c) => [c, c]));
  });
});
