import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * Why an operation has no page. `administration`: people, roles, contracts and master data are entered over HTTP until
 * the pages of administrators are built. `programs`: it is there for other programs. `address`: it is opened by an
 * address that an answer or the page's own code holds. `part`: what it answers is part of what a page reads already.
 * `not-yet`: docs/plan.md says when.
 */
type Why = 'administration' | 'programs' | 'address' | 'part' | 'not-yet';

const withoutPage: Readonly<Record<string, Why>> = {
  'get /agencies': 'administration',
  'get /assessment-replays': 'administration',
  'get /audit-entries': 'administration',
  'get /authorities': 'administration',
  'get /decisions/{id}': 'part',
  'get /documents/{id}': 'part',
  'get /documents/{id}/preview': 'address',
  'get /events': 'address',
  'get /evidence-requirements': 'administration',
  'get /exports/{id}': 'part',
  'get /facilities': 'part',
  'get /facilities/{id}': 'part',
  'get /imports': 'administration',
  'get /incidents/{id}/facts': 'part',
  'get /originating-accounts/current': 'part',
  'get /payments/{id}': 'part',
  'get /policies/{id}/limits': 'part',
  'get /role-grants': 'administration',
  'get /skills': 'administration',
  'get /support-requests/{id}': 'part',
  'get /terms': 'part',
  'get /terms-entries': 'administration',
  'get /users/{id}': 'administration',
  'get /view-entries': 'administration',
  'get /work-items/{id}': 'part',
  'patch /lanes/{lane}': 'administration',
  'patch /policies/{id}': 'administration',
  'patch /users/{id}': 'administration',
  'post /absences': 'administration',
  'post /absences/{id}/endings': 'administration',
  'post /agencies': 'administration',
  'post /agencies/{id}/clients': 'administration',
  'post /agency-clients/{id}/endings': 'administration',
  'post /auth/passwords': 'not-yet',
  'post /authorities': 'administration',
  'post /authorities/{id}/endings': 'administration',
  'post /coverage-assessments': 'programs',
  'post /documents/{id}/erasure-confirmations': 'not-yet',
  'post /documents/{id}/erasures': 'not-yet',
  'post /evidence-requirements': 'administration',
  'post /originating-accounts': 'administration',
  'post /policies': 'administration',
  'post /policies/{id}/endings': 'administration',
  'post /policies/{id}/premises': 'administration',
  'post /policies/{id}/premises/{facilityId}/endings': 'administration',
  'post /policies/{id}/renewals': 'administration',
  'post /quotes': 'programs',
  'post /role-grants/{id}/confirmations': 'administration',
  'post /role-grants/{id}/endings': 'administration',
  'post /skills': 'administration',
  'post /skills/{id}/endings': 'administration',
  'post /team-members/{id}/endings': 'administration',
  'post /teams': 'administration',
  'post /teams/{id}/members': 'administration',
  'post /terms-entries': 'administration',
  'post /terms-entries/{id}/approvals': 'administration',
  'post /terms-entries/{id}/refusals': 'administration',
  'post /users': 'administration',
  'post /users/{id}/departure-withdrawals': 'administration',
  'post /users/{id}/departures': 'administration',
  'post /users/{id}/invitations': 'administration',
  'post /users/{id}/roles': 'administration',
};

const root = join(__dirname, '../..');
const web = join(root, 'apps/web');
const openapi = JSON.parse(readFileSync(join(root, 'apps/api/openapi.json'), 'utf8')) as {
  paths: Record<string, object>;
};
const verbOf: Readonly<Record<string, string>> = {
  useRead: 'get',
  useList: 'get',
  read: 'get',
  useUpload: 'post',
  upload: 'post',
};

const sources = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !/\.(d|spec)\.tsx?$/.test(path),
);

/** The routes that the pages name, each with its verb: `get /incidents/{id}`. */
function namedByPages(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of sources) {
    const text = readFileSync(join(web, path), 'utf8');
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) for (const one of called(node)) found.add(one);
      ts.forEachChild(node, visit);
    };
    visit(file);
    for (const [, route] of text.matchAll(/['"`]\/api\/v1(\/[^'"`?]*(?:\$\{[^}]*\}[^'"`?]*)*)/g))
      found.add(`get ${route?.replaceAll(/\$\{[^}]*\}/g, '{}')}`);
  }
  return found;
}

/** What a call asks for: `useAct('post', '/x')`, `useRead('/x')`, also one of two routes. */
function called({ expression, arguments: given }: ts.CallExpression): string[] {
  const [first, second] = given;
  const name = (expression as ts.Identifier).text;
  const verb = verbOf[name];
  if (verb && first) return textsOf(first).map((route) => `${verb} ${route}`);
  if (!['act', 'useAct'].includes(name) || !first || !second) return [];
  return textsOf(first).flatMap((one) => textsOf(second).map((route) => `${one} ${route}`));
}

/** The texts that an expression can be. */
function textsOf(expression: ts.Expression): string[] {
  if (ts.isStringLiteral(expression)) return [expression.text];
  if (ts.isConditionalExpression(expression))
    return [...textsOf(expression.whenTrue), ...textsOf(expression.whenFalse)];
  return [];
}

const plain = (operation: string): string => operation.replaceAll(/\{[^}]*\}/g, '{}');

describe('each operation has a page, or a reason why not', () => {
  const named = new Set([...namedByPages()].map(plain));
  const operations = Object.entries(openapi.paths).flatMap(([path, verbs]) =>
    Object.keys(verbs).map((verb) => `${verb} ${path.replace('/api/v1', '')}`),
  );
  const without = operations.filter((operation) => !named.has(plain(operation)));

  it('the pages use most of them', () => {
    expect(operations.length).toBeGreaterThan(200);
    expect(operations.length - without.length).toBeGreaterThan(120);
  });
  it('those without a page are named here, and only those', () => {
    expect(Object.keys(withoutPage).toSorted()).toEqual(without.toSorted());
  });
});
