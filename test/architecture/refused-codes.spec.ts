import { refusedByEveryRoute } from '#http';
import type { ProblemCode } from '#problems';
import { thrownCodes } from '../support/thrown-codes.js';

describe('each route declares the problem codes that it can answer', () => {
  const { routes: methods, beforeRoutes } = thrownCodes();
  const own = (thrown: ReadonlySet<string>): string[] =>
    [...thrown].filter((code) => !refusedByEveryRoute.has(code as ProblemCode)).toSorted();

  it('there are routes, and some of them refuse with codes of their own', () => {
    expect(methods.length).toBeGreaterThan(200);
    expect(methods.filter(({ thrown }) => own(thrown).length > 0).length).toBeGreaterThan(100);
  });

  it('what is refused before a route is known, or before each, is declared for every route', () => {
    expect([...beforeRoutes]).toEqual(
      expect.arrayContaining(['uploads.too-large', 'sessions.csrf', 'requests.too-deep']),
    );
    expect(own(beforeRoutes)).toEqual([]);
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
