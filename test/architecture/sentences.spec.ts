import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '#platform';

/**
 * What reads and writes rows (it takes a transaction) or stands under Nest (controllers, handlers of jobs) says nothing
 * itself: its sentences stand in a table of sentences beside it, `<noun>-words.ts`, or in a pure file.
 */
const acts = /import[^;]*\bTx\b[^;]*from '#database'|from '@nestjs\/common'/;

/** Files whose Japanese is no sentence of ours, with the reason. */
const apart: Readonly<Record<string, string>> = {
  'libs/payments/take-bank-report.ts': 'the bank’s own word for a transfer that failed',
  'libs/people/first-administrators.ts': 'the name of the installer as a person',
};

const files = ['libs', 'apps/api', 'apps/worker'].flatMap((folder) =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(?:spec|d|dto)\.ts$/.test(file))
    .map((file) => `${folder}/${file}`),
);

const isJapanese = (text: string): boolean => /[\u3040-\u30ff\u4e00-\u9fff]/.test(text);

/** A decorator documents the API; a mover names its machine, which is its table; SQL is no sentence. */
function isApart(node: ts.Node): boolean {
  if (ts.isDecorator(node)) return true;
  if (ts.isTemplateExpression(node)) return /^\W*(?:SELECT|INSERT|UPDATE|DELETE|upper\()/.test(node.getText());
  return ts.isCallExpression(node) && ['defineMover', 'defineMachine'].includes(node.expression.getText());
}

function sentencesOf(file: string): string[] {
  const text = readFileSync(join(packageRoot, file), 'utf8');
  if (!acts.test(text) || !isJapanese(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isApart(node)) return;
    if ((ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) && isJapanese(node.text))
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.text}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

it('a file that acts has no sentence of its own', () => {
  expect(files.filter((file) => acts.test(readFileSync(join(packageRoot, file), 'utf8'))).length).toBeGreaterThan(300);
  expect(files.filter((file) => !(file in apart)).flatMap(sentencesOf)).toEqual([]);
});

it('what is apart still has Japanese words', () => {
  expect(Object.keys(apart).filter((file) => sentencesOf(file).length === 0)).toEqual([]);
});
