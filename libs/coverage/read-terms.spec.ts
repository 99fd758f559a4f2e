import { readFileSync } from 'node:fs';
import { readProductTerms } from './read-terms.js';

type Json = Record<string, unknown>;

const published = (): Json => JSON.parse(readFileSync('data/product-terms.json', 'utf8')) as Json;
const list = (json: Json, name: string): Json[] => json[name] as Json[];
const changed = (change: (json: Json) => void): Json => {
  const json = published();
  change(json);
  return json;
};

describe('the published product terms', () => {
  it('are read whole and unchanged', () => {
    expect(readProductTerms(published())).toEqual(published());
  });

  it('R-LIM-3: refuses an expense limit that is not a tenth of the liability limit, naming the plan', () => {
    const json = changed((terms) => (list(terms, 'contracts')[2]!['responseExpenseLimit'] = 10_000_001));
    expect(() => readProductTerms(json)).toThrow(
      'Product terms: the expense limit 10000001 at /contracts/2 is not a tenth of the liability limit ' +
        '100000000 (R-LIM-3).',
    );
  });

  it.each<[string, string, (terms: Json) => void]>([
    ['a missing version', 'the document must have the member version', (terms) => delete terms['version']],
    ['an empty version', '/version must be a text that is not empty', (terms) => (terms['version'] = '')],
    ['another currency', '/currency must be JPY', (terms) => (terms['currency'] = 'USD')],
    ['an unknown member', 'the document has the unknown member sublimit', (terms) => (terms['sublimit'] = 1)],
    ['contracts that are no array', '/contracts must be an array', (terms) => (terms['contracts'] = {})],
    ['a contract that is no object', '/contracts/0 must be an object', (terms) => (terms['contracts'] = [null])],
    [
      'a limit with a fraction of a yen',
      '/contracts/0/liabilityLimit must be a whole number from 1 to 999999999999999',
      (terms) => (list(terms, 'contracts')[0]!['liabilityLimit'] = 10_000_000.5),
    ],
    [
      'a limit of 0',
      '/contracts/0/responseExpenseLimit must be a whole number from 1',
      (terms) => (list(terms, 'contracts')[0]!['responseExpenseLimit'] = 0),
    ],
    [
      'a limit written as text',
      '/contracts/0/liabilityLimit must be a whole number from 1',
      (terms) => (list(terms, 'contracts')[0]!['liabilityLimit'] = '10000000'),
    ],
    [
      'a premium below 1 yen',
      '/contracts/0/premiums/dental-clinic must be a whole number from 1',
      (terms) => ((list(terms, 'contracts')[0]!['premiums'] as Json)['dental-clinic'] = -1),
    ],
    ['a fourth plan', '/contracts/5/plan must be 1, 2, 3', (terms) => (list(terms, 'contracts')[5]!['plan'] = 4)],
    [
      'a plan that is missing',
      '/contracts must have hospital plan 3 once, not 0 times',
      (terms) => list(terms, 'contracts').pop(),
    ],
    [
      'a plan that is there twice',
      '/contracts must have clinic plan 1 once, not 2 times',
      (terms) => list(terms, 'contracts').push({ ...list(terms, 'contracts')[0]! }),
    ],
    [
      'a kind of institution that is missing',
      '/institutions must have hospital once, not 0 times',
      (terms) => list(terms, 'institutions').shift(),
    ],
    [
      'R-ELG-2: a pharmacy that may enrol',
      '/institutions/5 must have the member contractType',
      (terms) => (list(terms, 'institutions')[5]!['eligible'] = true),
    ],
    [
      'R-ELG-1: a clinic that may not enrol',
      '/institutions/3 must have the member referTo',
      (terms) => (list(terms, 'institutions')[3]!['eligible'] = false),
    ],
    [
      'a group discount above 1',
      '/groupDiscount/maxRate must be a number from 0 to 1',
      (terms) => ((terms['groupDiscount'] as Json)['maxRate'] = 1.2),
    ],
    [
      'a group discount below 0',
      '/groupDiscount/maxRate must be a number from 0 to 1',
      (terms) => ((terms['groupDiscount'] as Json)['maxRate'] = -0.1),
    ],
    [
      'a group discount written as text',
      '/groupDiscount/maxRate must be a number from 0 to 1',
      (terms) => ((terms['groupDiscount'] as Json)['maxRate'] = '0.2'),
    ],
    ['a version that is a number', '/version must be a text that is not empty', (terms) => (terms['version'] = 5)],
    [
      'a premium beyond what is counted',
      '/contracts/0/premiums/dental-clinic must be a whole number from 1 to 999999999999999',
      (terms) => ((list(terms, 'contracts')[0]!['premiums'] as Json)['dental-clinic'] = 1_000_000_000_000_000),
    ],
    [
      'R-LIM-2: an aggregate of nothing',
      '/aggregate/includes must be liability and response-expense',
      (terms) => ((terms['aggregate'] as Json)['includes'] = []),
    ],
    [
      'R-LIM-2: an aggregate of liability alone',
      '/aggregate/includes must be liability and response-expense',
      (terms) => ((terms['aggregate'] as Json)['includes'] = ['liability']),
    ],
    [
      'R-LIM-2: an aggregate that counts something else',
      '/aggregate/includes must be liability and response-expense',
      (terms) =>
        ((terms['aggregate'] as Json)['includes'] = ['liability', 'response-expense', 'business-interruption']),
    ],
    [
      'R-LIM-2: an aggregate without response expenses',
      '/aggregate/includes/1 must be response-expense',
      (terms) => ((terms['aggregate'] as Json)['includes'] = ['liability', 'liability']),
    ],
    [
      'a coverage that is missing',
      '/coverages must have emergency-support once, not 0 times',
      (terms) => list(terms, 'coverages').pop(),
    ],
    [
      'a coverage that says neither basic nor optional',
      '/coverages/0/basic must be true or false',
      (terms) => (list(terms, 'coverages')[0]!['basic'] = 'yes'),
    ],
  ])('refuse %s', (_, sentence, change) => {
    expect(() => readProductTerms(changed(change))).toThrow(`Product terms: ${sentence}`);
  });

  it('take the ends of a range', () => {
    const json = changed((terms) => {
      (list(terms, 'contracts')[0]!['premiums'] as Json)['dental-clinic'] = 999_999_999_999_999;
      (terms['groupDiscount'] as Json)['maxRate'] = 1;
    });
    expect(readProductTerms(json)).toEqual(json);
    const none = changed((terms) => ((terms['groupDiscount'] as Json)['maxRate'] = 0));
    expect(readProductTerms(none)).toEqual(none);
  });

  it.each([[null], ['2026-11'], [[]], [undefined]])('refuse a document that is %p', (json) => {
    expect(() => readProductTerms(json)).toThrow('Product terms: the document must be an object.');
  });
});
