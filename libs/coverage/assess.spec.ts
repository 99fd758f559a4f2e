import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { arbitraryRequest } from '../../test/support/arbitrary-request.js';
import { tries } from '../../test/support/property-runs.js';
import { assessRequest } from './assess.js';
import { coverageOf } from './categories.js';
import { incidentGateTable, lineGateTable } from './gates.js';
import { readProductTerms } from './read-terms.js';
import type { CoverageRequest } from './request.js';
import type { AssessedLine, CoverageResponse } from './response.js';

const terms = readProductTerms(JSON.parse(readFileSync(join(process.cwd(), 'data', 'product-terms.json'), 'utf8')));
const runs = tries(3_000);
const of = (request: CoverageRequest): CoverageResponse => assessRequest(request, terms);
const sum = (values: readonly number[]): bigint => values.reduce((total, value) => total + BigInt(value), 0n);
const isFinal = ({ outcome }: AssessedLine): boolean => outcome === 'payable' || outcome === 'reduced';

describe('the table of line gates', () => {
  it('has the rows of the rules in their order, with their result and code', () => {
    expect(lineGateTable.map(({ gate, result, code }) => `${gate} ${result} ${code}`)).toEqual([
      '8 not-payable ransom',
      '9 not-payable perpetrator-own-loss',
      '9b refer perpetrator-intent-unknown',
      '10 not-payable not-a-cyber-attack',
      '11 not-payable suspicion-not-raised-by-third-party',
      '11b refer attack-not-yet-determined',
      '12 refer third-party-undecided',
      '13 refer suspicion-cost-after-confirmation',
      '14 refer cost-precedes-notice',
      '15 refer not-outsourced',
      '16 refer attack-not-confirmed',
      '17 refer investigation-without-attack',
      '18 refer response-trigger-undecided',
      '19 refer affected-persons-unknown',
      '20 refer more-persons-than-affected',
      '21 refer consent-missing',
      '22 refer replacement-or-upgrade',
      '23 refer security-product-purchase',
      '24 refer unlisted-expense',
      '24b refer equipment-repair-undecided',
      '25 refer cost-precedes-discovery',
      '25b refer after-response-window',
      '26 not-payable no-legal-liability',
      '26b refer defence-without-liability',
      '27 refer legal-liability-undecided',
      '28 not-payable not-in-course-of-business',
      '29 not-payable not-accidental',
      '30 refer bodily-injury-territory',
      '31 refer bodily-injury-undecided',
      '32 not-payable option-not-purchased',
      '33 not-payable no-system-stop',
      '33b refer system-stop-unknown',
      '34 refer voluntary-stop',
      '35 refer interruption-cause-undecided',
      '36 not-payable within-waiting-time',
      '36b refer stop-length-unknown',
      '36c refer no-standard-revenue',
      '37 not-payable after-system-restoration',
      '38 not-payable after-business-recovery',
      '38b refer beyond-indemnity-period',
      '38c refer prevention-undecided',
    ]);
  });
});

describe('the assessment, for any request', () => {
  it('reaches every code: those never reached are none', () => {
    const reached = new Set<string>();
    const note = (answer: CoverageResponse): void => {
      reached.add(answer.emergencySupport.code);
      for (const line of answer.lines) {
        reached.add(line.outcome);
        for (const { code } of [...line.reasons, ...line.steps]) reached.add(code);
      }
    };
    const all = [
      ...[...incidentGateTable, ...lineGateTable].map(({ code }) => code),
      ...['recoverable-tax', 'formula', 'ratio', 'condolence-cap', 'deductible', 'sub-limit', 'aggregate-limit'],
      ...['available', 'overseas-incident', 'domestic-undecided', 'coverage-not-yet-established', 'limit-exhausted'],
      ...['payable', 'reduced', 'refer', 'not-payable'],
    ];
    const unreached = (): string[] => all.filter((code) => !reached.has(code));
    for (let round = 0; round < 40 && unreached().length > 0; round += 1)
      for (const request of fc.sample(arbitraryRequest, { numRuns: 500, seed: 20_261_124 + round })) note(of(request));
    expect(unreached()).toEqual([]);
  });

  it('never pays more than a limit has left, nor more than is claimed', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const { lines, limits } = of(request);
        for (const line of lines) {
          expect(line.wouldPay).toBeLessThanOrEqual(line.indemnifiable);
          expect(line.indemnifiable).toBeLessThanOrEqual(line.claimed);
          expect(line.wouldPay).toBeGreaterThanOrEqual(0);
        }
        const paid = (...coverages: string[]): number =>
          lines.reduce((total, line) => total + (coverages.includes(coverageOf(line.category)) ? line.payable : 0), 0);
        if (!limits) return;
        const { responseExpense, aggregate, businessInterruption } = limits;
        const left = ({ limit, used }: { limit: number; used: number }): number => Math.max(0, limit - used);
        expect(paid('response-expense')).toBeLessThanOrEqual(left(responseExpense));
        expect(paid('response-expense', 'liability')).toBeLessThanOrEqual(left(aggregate));
        if (request.policy.parameters?.businessInterruptionInsideAggregate === true)
          expect(paid('response-expense', 'liability', 'business-interruption')).toBeLessThanOrEqual(left(aggregate));
        expect(paid('business-interruption')).toBeLessThanOrEqual(
          businessInterruption ? left(businessInterruption) : 0,
        );
      }),
      runs,
    );
  });

  it('explains every yen: the steps lead from claimed to the figure, and lower it each time', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        for (const { outcome, claimed, payable, wouldPay, steps, reasons } of of(request).lines) {
          if (outcome === 'not-payable') {
            expect([payable, wouldPay, steps]).toEqual([0, 0, []]);
            expect(reasons.length).toBeGreaterThan(0);
            continue;
          }
          let figure = claimed;
          for (const { before, after } of steps) {
            expect(before).toBe(figure);
            expect(after).toBeLessThan(before);
            figure = after;
          }
          expect(wouldPay).toBe(figure);
          expect(payable).toBe(outcome === 'refer' ? 0 : figure);
          expect(reasons.length > 0).toBe(outcome === 'refer');
          if (outcome !== 'refer') expect(outcome).toBe(figure === claimed ? 'payable' : 'reduced');
        }
      }),
      runs,
    );
  });

  it('has totals that are the sums of its lines', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const { lines, totals } = of(request);
        expect(BigInt(totals.claimed)).toBe(sum(lines.map((line) => line.claimed)));
        expect(BigInt(totals.payable)).toBe(sum(lines.map((line) => line.payable)));
        expect(BigInt(totals.referred)).toBe(sum(lines.map((line) => (isFinal(line) ? 0 : line.wouldPay))));
      }),
      runs,
    );
  });

  it('a line that a person decides takes nothing from the others', () => {
    fc.assert(
      fc.property(arbitraryRequest, fc.nat(), (request, place) => {
        const { lines } = of(request);
        const at = place % Math.max(1, lines.length);
        // prevention lines lower the amount of continuation lines, decided or not
        if (lines[at]?.outcome !== 'refer' || lines.some(({ category }) => category === 'business-continuation'))
          return;
        const without = of({ ...request, lines: request.lines.filter((_, index) => index !== at) });
        expect(without.lines).toEqual(lines.filter((_, index) => index !== at));
      }),
      runs,
    );
  });

  it('pays no less in all when a plan’s limits are higher', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const paid = (plan: 1 | 2 | 3): bigint =>
          BigInt(of({ ...request, policy: { ...request.policy, plan } }).totals.payable);
        expect(paid(1) <= paid(2) && paid(2) <= paid(3)).toBe(true);
      }),
      runs,
    );
  });

  it('does not depend on the order of lines where nothing is scarce', () => {
    // a line left to a person takes nothing, but sees what earlier lines have left of it
    const scarce = ({ lines }: CoverageResponse): boolean =>
      lines.some(
        ({ steps, category }) =>
          category === 'business-continuation' ||
          steps.some(({ code }) => ['deductible', 'sub-limit', 'aggregate-limit'].includes(code)),
      );
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const forward = of(request);
        const backward = of({ ...request, lines: request.lines.toReversed() });
        if (!scarce(forward) && !scarce(backward)) expect(backward.lines.toReversed()).toEqual(forward.lines);
      }),
      runs,
    );
  });

  it('gives the same answer again and changes nothing of the request', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const before = structuredClone(request);
        expect(of(request)).toEqual(of(structuredClone(request)));
        expect(request).toEqual(before);
      }),
      tries(300),
    );
  });

  it('refuses terms that the request does not name', () => {
    const [request] = fc.sample(arbitraryRequest, 1) as [CoverageRequest];
    expect(() => of({ ...request, termsVersion: '2020-01' })).toThrow(
      'The request names terms 2020-01, but was given terms 2026-11.',
    );
  });
});

describe('figures beyond 2^53', () => {
  const most = 999_999_999_999_999;
  it('are summed exactly', () => {
    const [request] = fc.sample(arbitraryRequest, 1) as [CoverageRequest];
    const line = { category: 'other-response' as const, amount: most, tax: most, incurredOn: '2026-09-20' };
    const { totals } = of({ ...request, lines: Array.from({ length: 9 }, (_, at) => ({ ...line, id: String(at) })) });
    expect(totals.claimed).toBe(17_999_999_999_999_982n);
  });
});
