import { moveOf, movesFrom } from '#kernel';
import fc from 'fast-check';
import type { ExistingRequest, SupportAct, SupportInput } from './decide-support.js';
import { decideSupport } from './decide-support.js';
import type { Service, StoredSupportState, SupportState } from './support-request.js';
import { services, supportRequestMachine, supportStates } from './support-request.js';

const green: SupportInput = {
  availability: 'available',
  code: 'available',
  reasons: [],
  country: 'JP',
  domesticEffect: null,
  caseOver: false,
  services: ['restoration'],
  existing: [],
};
const amber: SupportInput = { ...green, availability: 'refer', code: 'coverage-not-yet-established' };
const red: SupportInput = { ...green, availability: 'not-available', code: 'policy-not-in-force' };
const overseas: SupportInput = {
  ...green,
  availability: 'not-available',
  code: 'overseas-incident',
  country: 'US',
};
const overseasWithEffect: SupportInput = { ...amber, code: 'domestic-undecided', country: 'US', domesticEffect: true };
const unknownCountry: SupportInput = { ...amber, code: 'incident.facts-missing', country: null };

function existing(state: SupportState, openedByPerson = false, service: Service = 'restoration'): ExistingRequest {
  return { id: `${service}-${state}`, service, state, openedByPerson };
}

function inWords(acts: readonly SupportAct[]): string[] {
  return acts.map((act) => (act.kind === 'create' ? `new ${act.service}: ${act.state}` : `${act.id} → ${act.to}`));
}

describe('emergency support by the outlook', () => {
  it.each<[string, SupportInput, string[]]>([
    ['green creates an open request', green, ['new restoration: open']],
    ['amber creates one that waits', amber, ['new restoration: amber']],
    ['red creates none', red, []],
    ['overseas creates none', overseas, []],
    ['overseas creates none, whatever the engine said', { ...green, country: 'US' }, []],
    ['overseas without effect creates none', { ...green, country: 'US', domesticEffect: false }, []],
    ['overseas with effect in Japan waits', overseasWithEffect, ['new restoration: amber']],
    [
      'overseas with effect waits, whatever the engine said',
      { ...green, country: 'US', domesticEffect: true },
      ['new restoration: amber'],
    ],
    ['an unknown country waits', unknownCountry, ['new restoration: amber']],
    ['an unknown country waits, whatever the engine said', { ...green, country: null }, ['new restoration: amber']],
    ['a case that is over creates none', { ...green, caseOver: true }, []],
    ['without expenses: first response', { ...green, services: [] }, ['new investigation-and-first-response: open']],
    [
      'without undecided expenses, but support came already',
      { ...green, services: [], existing: [existing('done')] },
      [],
    ],
    [
      'without expenses, and everything was withdrawn',
      { ...green, services: [], existing: [existing('withdrawn')] },
      ['new investigation-and-first-response: open'],
    ],
    [
      'one request a service',
      { ...green, services: ['restoration', 'call-center', 'restoration'] },
      ['new restoration: open', 'new call-center: open'],
    ],
  ])('%s', (_what, input, acts) => expect(inWords(decideSupport(input))).toEqual(acts));

  const withdrawn = (...states: SupportState[]) => states.map((state) => `restoration-${state} → withdrawn`);
  const live: SupportState[] = ['amber', 'open', 'dispatched', 'provisional', 'confirmed'];

  it.each<[string, SupportInput]>([
    ['red', red],
    ['overseas', overseas],
    ['the case being over', { ...green, caseOver: true }],
  ])('%s withdraws whatever is alive, and nothing else', (_what, input) => {
    const acts = decideSupport({ ...input, existing: supportStates.map((state) => existing(state)) });
    expect(inWords(acts)).toEqual(withdrawn(...live));
    expect(acts.every(({ reasons }) => reasons.length > 0)).toBe(true);
  });

  it.each<[string, SupportInput, ExistingRequest, string[]]>([
    ['turning green opens what waited', green, existing('amber'), ['restoration-amber → open']],
    ['turning amber closes what the system opened', amber, existing('open'), ['restoration-open → amber']],
    ['what a support person opened stays open', amber, existing('open', true), []],
    ['overseas with effect: what a support person opened stays open', overseasWithEffect, existing('open', true), []],
    [
      'overseas with effect: what the system opened waits',
      overseasWithEffect,
      existing('open'),
      ['restoration-open → amber'],
    ],
    [
      'overseas withdraws what a support person opened',
      overseas,
      existing('open', true),
      ['restoration-open → withdrawn'],
    ],
    ['amber leaves what is dispatched', amber, existing('dispatched'), []],
    ['green leaves what is provisional to a person', green, existing('provisional'), []],
    ['what is done is not asked for again', green, existing('done'), []],
    ['what was withdrawn is asked for again', green, existing('withdrawn'), ['new restoration: open']],
    ['what is open and green stays', green, existing('open'), []],
  ])('%s', (_what, input, request, acts) =>
    expect(inWords(decideSupport({ ...input, existing: [request] }))).toEqual(acts),
  );

  it('the reasons of the outlook follow its own', () => {
    const why = { code: 'policy-not-in-force', textJa: '保険期間外です。', textEn: 'Outside the period.' };
    const [act] = decideSupport({ ...red, reasons: [why], existing: [existing('open')] });
    expect(act?.reasons.map(({ code }) => code)).toEqual(['emergency-support.not-available', 'policy-not-in-force']);
  });

  it('an overseas withdrawal says what remains open', () => {
    const [act] = decideSupport({ ...overseas, existing: [existing('dispatched')] });
    expect(act?.reasons[0]).toMatchObject({ code: 'emergency-support.overseas-incident', rule: 'R-TER-3' });
    expect(act?.reasons[0]?.textJa).toContain('保険金サービス担当者');
  });
});

type Step =
  | { kind: 'facts'; facts: Omit<SupportInput, 'existing' | 'reasons' | 'code'> }
  | { kind: 'person'; which: number; way: number };

const factStep: fc.Arbitrary<Step> = fc
  .record({
    availability: fc.constantFrom<SupportInput['availability'][]>('available', 'refer', 'not-available'),
    country: fc.constantFrom('JP', 'US', 'CN', null),
    domesticEffect: fc.constantFrom(true, false, null),
    caseOver: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    services: fc.subarray([...services]),
  })
  .map((facts): Step => ({ kind: 'facts', facts }));
const personStep: fc.Arbitrary<Step> = fc
  .record({ which: fc.nat(20), way: fc.nat(5) })
  .map((step): Step => ({ kind: 'person', ...step }));

/** The rows of the table `support_request`, in memory. */
class Requests {
  rows: ExistingRequest[] = [];

  apply(acts: readonly SupportAct[]): void {
    for (const act of acts) {
      if (act.kind === 'create') {
        const id = `r${this.rows.length}`;
        this.rows.push({ id, service: act.service, state: act.state, openedByPerson: false });
        continue;
      }
      const row = this.rows.find(({ id }) => id === act.id);
      expect(row && moveOf(supportRequestMachine, row.state as StoredSupportState, act.to)?.by).toContain('system');
      this.rows = this.rows.map((one) => (one === row ? { ...one, state: act.to, openedByPerson: false } : one));
    }
  }

  byPerson(which: number, way: number): void {
    const row = this.rows[which % Math.max(1, this.rows.length)];
    const moves = row ? movesFrom(supportRequestMachine, row.state as StoredSupportState, ['support']) : [];
    const move = moves[way % Math.max(1, moves.length)];
    if (!row || !move) return;
    this.rows = this.rows.map((one) =>
      one === row ? { ...one, state: move.to, openedByPerson: move.from === 'amber' && move.to === 'open' } : one,
    );
  }
}

describe('over random histories of facts and people', () => {
  it('overseas without effect nothing is alive; one request a service; amber is never opened by itself', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(factStep, personStep), { maxLength: 30 }), (steps) => {
        const requests = new Requests();
        let facts: Omit<SupportInput, 'existing'> | null = null;
        for (const step of steps) {
          if (step.kind === 'person') requests.byPerson(step.which, step.way);
          else facts = { ...step.facts, code: step.facts.availability, reasons: [] };
          if (!facts) continue;
          if (step.kind === 'facts') {
            requests.apply(decideSupport({ ...facts, existing: requests.rows }));
            expect(decideSupport({ ...facts, existing: requests.rows })).toEqual([]);
          }

          const alive = requests.rows.filter(({ state }) => state !== 'withdrawn');
          expect(new Set(alive.map(({ service }) => service)).size).toBe(alive.length);
          if (facts.country !== null && facts.country !== 'JP' && facts.domesticEffect !== true) {
            expect(alive.filter(({ state }) => state !== 'done')).toEqual([]);
          }
          if (facts.country !== 'JP' || facts.availability !== 'available') {
            expect(alive.filter(({ state, openedByPerson }) => state === 'open' && !openedByPerson)).toEqual([]);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
