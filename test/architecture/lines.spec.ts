import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';

/** As many characters as a line of code has at most. */
const longest = 120;

/** Tables: an entry is a sentence, a page of text or a layout of bytes, and stays whole. */
const tables = [
  /\/(problem-codes|value-problems)\.ts$/,
  /^apps\/web\/text\//,
  /^libs\/coverage\/(reasons|conditions|deciding|explain)\.ts$/,
  /^libs\/assessment\/outlook-words\.ts$/,
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
