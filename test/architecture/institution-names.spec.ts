import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';

/** The name that a report gave its institution: once the case is matched, it is that of nobody. */
const typed = /(?:\$\{\w+\}|\b(?!row\b)\w+)\.institution_name\b/;

/** What reads it, with its reason. */
const readers: Readonly<Record<string, string>> = {
  'libs/incidents/institution-name.ts': 'gives the registered name, and this one while a case is unmatched',
  'libs/intake/propose-match.ts': 'looks for institutions of this name',
  'libs/intake/report.ts': 'keeps it',
  'libs/intake/case-view.ts': 'a case as it was reported, and at an earlier moment',
  'libs/overview/search-cases.reads.ts': 'hands it to the registered name',
  'libs/overview/department-money.reads.ts': 'of a selection that has the registered name',
  'libs/overview/department-work.reads.ts': 'of a selection that has the registered name',
  'libs/people/roles-in-force.ts': 'of an institution itself',
};

it('lists and letters name a case’s institution as it is registered, not as a report called it', () => {
  const found = readdirSync(join(packageRoot, 'libs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => `libs/${file}`)
    .filter((file) => typed.test(readFileSync(join(packageRoot, file), 'utf8')));
  expect(found.toSorted()).toEqual(Object.keys(readers).toSorted());
});
