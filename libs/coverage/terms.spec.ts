import { readFileSync } from 'node:fs';
import { readProductTerms } from './read-terms.js';
import type { InstitutionKind, Plan } from './request.js';
import { limitsOf } from './terms.js';

const terms = readProductTerms(JSON.parse(readFileSync('data/product-terms.json', 'utf8')));

describe('limits of a plan', () => {
  it.each<[InstitutionKind, Plan, number, number]>([
    ['general-clinic', 1, 10_000_000, 1_000_000],
    ['general-clinic', 2, 50_000_000, 5_000_000],
    ['general-clinic', 3, 100_000_000, 10_000_000],
    ['dental-clinic', 2, 50_000_000, 5_000_000],
    ['hospital', 1, 50_000_000, 5_000_000],
    ['hospital', 2, 100_000_000, 10_000_000],
    ['hospital', 3, 200_000_000, 20_000_000],
    ['integrated-care-facility', 1, 50_000_000, 5_000_000],
    ['geriatric-health-facility', 3, 200_000_000, 20_000_000],
  ])('R-PLAN-1: %s, plan %i: %i and %i yen', (kind, plan, liabilityLimit, responseExpenseLimit) => {
    expect(limitsOf(terms, kind, plan)).toEqual({ liabilityLimit, responseExpenseLimit });
  });

  it.each([1, 2, 3] as const)('R-ELG-2: a pharmacy has no limits under plan %i', (plan) => {
    expect(limitsOf(terms, 'pharmacy', plan)).toBeNull();
  });

  it('says so when the terms lack the plan', () => {
    const withoutPlans = { ...terms, contracts: [] };
    expect(() => limitsOf(withoutPlans, 'hospital', 2)).toThrow('Terms 2026-11 have no plan 2 for hospital.');
  });
});
