import { refusedByEveryRoute } from '#http';
import type { ProblemCode } from '#problems';
import { routeMethods } from '../support/thrown-codes.js';

describe('each route declares the problem codes that it can answer', () => {
  const methods = routeMethods();
  const own = (thrown: ReadonlySet<string>): string[] =>
    [...thrown].filter((code) => !refusedByEveryRoute.has(code as ProblemCode)).toSorted();

  it('there are routes, and some of them refuse with codes of their own', () => {
    expect(methods.length).toBeGreaterThan(200);
    expect(methods.filter(({ thrown }) => own(thrown).length > 0).length).toBeGreaterThan(100);
  });

  it('those that the code can throw and no others: `@Refuses(…)` is written as it is below', () => {
    const wrong = methods
      .filter(({ declared, thrown }) => declared.toSorted().join() !== own(thrown).join())
      .map(({ name, declared, thrown }) => ({
        name,
        missing: own(thrown).filter((code) => !declared.includes(code)),
        neverThrown: declared.filter((code) => !own(thrown).includes(code)),
      }));
    expect(wrong).toEqual([]);
  });
});
