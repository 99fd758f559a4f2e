import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '#platform';

/**
 * What we say stands in a table of sentences, `<noun>-words.ts`, beside what decides when it is said. What reads and
 * writes rows (it takes a transaction) or stands under Nest (controllers, handlers of jobs) has no Japanese word of its
 * own; a pure file may name things, and says no sentence.
 */
const acts = /import[^;]*\bTx\b[^;]*from '#database'|from '@nestjs\/common'/;
const tables = /(?:-words|\/problem-codes|\/value-problems)\.ts$/;

/** Files whose Japanese is no sentence of ours, and tables of another form, with the reason. */
const apart: Readonly<Record<string, string>> = {
  'libs/payments/take-bank-report.ts': 'the bank’s own word for a transfer that failed',
  'libs/people/first-administrators.ts': 'the name of the installer as a person',
  'libs/coverage/reasons.ts': 'the table of reasons of the engine',
  'libs/coverage/rules.ts': 'the table of readings of the published terms',
  'libs/policies/import-columns.ts': 'the table of columns, each with its hint for the template',
  'libs/tables/table-fault.ts': 'the table of faults of a file',
  'libs/terms/parameters-in-use.ts': 'the table of open points, each with what holds',
  'apps/api/start-page.ts': 'a page',
  // for who runs the system, each said once, where it is noticed
  'libs/database/migrate.ts': 'a start that is refused',
  'libs/operations/connections.ts': 'a start that is refused',
  'libs/operations/readiness.ts': 'states of what the system stands on',
  'libs/platform/folders.ts': 'a start that is refused',
  'libs/platform/no-connection.ts': 'a start that is refused',
  'libs/platform/outside.ts': 'states of neighbours',
  'libs/platform/start-fault.ts': 'a start that is refused',
  'libs/queue/backlog.ts': 'states of queues',
};

const files = ['libs', 'apps/api', 'apps/worker'].flatMap((folder) =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(?:spec|d|dto)\.ts$/.test(file))
    .map((file) => `${folder}/${file}`),
);

const isJapanese = (text: string): boolean => /[\u3040-\u30ff\u4e00-\u9fff]/.test(text);
const isSentence = (text: string): boolean => isJapanese(text) && text.includes('。');

/** A decorator documents the API; a mover names its machine, which is its table; SQL is no sentence. */
function isApart(node: ts.Node): boolean {
  if (ts.isDecorator(node)) return true;
  if (ts.isTemplateExpression(node)) return /^\W*(?:SELECT|INSERT|UPDATE|DELETE|upper\()/.test(node.getText());
  return ts.isCallExpression(node) && ['defineMover', 'defineMachine'].includes(node.expression.getText());
}

function sentencesOf(file: string): string[] {
  const text = readFileSync(join(packageRoot, file), 'utf8');
  if (tables.test(file)) return [];
  const isOurs = acts.test(text) ? isJapanese : isSentence;
  if (!isOurs(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isApart(node)) return;
    if ((ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) && isOurs(node.text))
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.text}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

it('sentences stand in tables of sentences', () => {
  expect(files.filter((file) => acts.test(readFileSync(join(packageRoot, file), 'utf8'))).length).toBeGreaterThan(300);
  expect(files.filter((file) => !(file in apart)).flatMap(sentencesOf)).toEqual([]);
});

it('what is apart still has Japanese words', () => {
  expect(Object.keys(apart).filter((file) => sentencesOf(file).length === 0)).toEqual([]);
});
