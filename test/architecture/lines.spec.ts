import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '#platform';

/** As many characters as a line of code has at most. */
const longest = 120;

/** Tables: an entry is a sentence, a page of text or a layout of bytes, and stays whole. */
const tables = [
  /\/(problem-codes|value-problems|[a-z-]+-words)\.ts$/,
  /^apps\/web\/text\//,
  /^libs\/coverage\/(reasons|conditions|deciding)\.ts$/,
  /^libs\/coverage-requests\/print-response\.ts$/,
  /^libs\/platform\/config\.ts$/,
  /^(apps\/web\/ui\/countries|libs\/kernel\/prefectures)\.ts$/,
  /^apps\/api\/start-page\.ts$/,
  /^apps\/cli\/(generate|rules-page)\.ts$/,
  /^bench\/results\.ts$/,
  // parameters of a connection, and refusals to start with the statement that helps
  /^libs\/database\/(database|migrate)\.ts$/,
];

/** The title of a test is a sentence of the business; a regular expression has no place to break it. */
const isWhole = (line: string): boolean =>
  /^\s*(?:it|test|describe)(?:\.\w+)*\(/.test(line) || /^\s*\/[^/*].*\/[a-z]*[,;]?$/.test(line);

const isSource = (file: string): boolean => /\.(?:tsx?|mts|mjs|cjs)$/.test(file) && !/\.d\.m?ts$/.test(file);

const files = ['apps', 'bench', 'libs', 'test']
  .flatMap((folder) =>
    readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => isSource(file) && !tables.some((table) => table.test(file)));

it('a line of code is at most 120 characters long, outside tables of sentences', () => {
  expect(files.length).toBeGreaterThan(800);
  const long = files.flatMap((file) =>
    readFileSync(join(packageRoot, file), 'utf8')
      .split('\n')
      .flatMap((line, at) => ([...line].length > longest && !isWhole(line) ? [`${file}:${at + 1}`] : [])),
  );
  expect(long).toEqual([]);
});

it('no wide space stands bare at the edge of a line of a page: it would not be drawn', () => {
  const lost = files
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) =>
      readFileSync(join(packageRoot, file), 'utf8')
        .split('\n')
        .flatMap((line, at) => (/^[ \t]*\u3000|\u3000$/.test(line) ? [`${file}:${at + 1}`] : [])),
    );
  expect(lost).toEqual([]);
});

const decorated = (node: ts.Node): boolean => ts.canHaveDecorators(node) && (ts.getDecorators(node) ?? []).length > 0;

/** The test of a table (`it.each(rows)(title, test)`): its parameters are the columns. */
const isOfTable = (node: ts.Node): boolean =>
  ts.isCallExpression(node.parent) && ts.isCallExpression(node.parent.expression);

/** Its parameters are named by decorators, each a part of a request; or Nest gives them, by the class's decorator. */
const isFilledByNest = (node: ts.SignatureDeclaration): boolean =>
  node.parameters.every(decorated) || (ts.isConstructorDeclaration(node) && decorated(node.parent));

function longParameterLists(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(packageRoot, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && node.parameters.length > 4 && !isFilledByNest(node) && !isOfTable(node))
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

it('a function takes at most four parameters: more are an object', () => {
  expect(files.filter((file) => file.endsWith('.ts')).flatMap(longParameterLists)).toEqual([]);
});
