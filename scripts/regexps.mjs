// `npm run regexps [folder…]`: finds regular expressions whose time grows faster than the text they read. One of them,
// run on a file of a few kilobytes, stops a process for minutes; so the tree has none, whatever text it is meant for.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { check } from 'recheck';
import ts from 'typescript';
import { root } from './build.mjs';

/** Expressions that may stay, as `file: /expression/flags`, each with why no text can make it slow. */
const exceptions = new Map([]);

const folders = process.argv.length > 2 ? process.argv.slice(2) : ['libs', 'apps', 'scripts', 'bench', 'migrations'];
// long enough for a loaded machine; an expression whose cost is not known by then counts as a fault
const timeout = 30_000;

function sourcesOf(folder) {
  return readdirSync(resolve(root, folder), { recursive: true })
    .map((name) => resolve(root, folder, name))
    .filter((path) => /\.m?[jt]sx?$/.test(path) && !/\.(?:spec|d)\.m?ts$/.test(path) && statSync(path).isFile());
}

/** Every expression of a file: literals, `RegExp(…)` and the `pattern` of a contract or a JSON Schema. */
function expressionsOf(path) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const constants = new Map();
  const found = [];
  const at = (node) =>
    `${relative(root, path)}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
  const add = (node, text, flags) => found.push({ file: relative(root, path), at: at(node), text, flags });
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name))
      constants.set(node.name.text, node.initializer);
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      add(node, node.text.slice(1, end), node.text.slice(end + 1));
    } else if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && isNamed(node.expression, 'RegExp')) {
      const [text, flags] = node.arguments ?? [];
      add(node, textOf(text, constants), flags ? textOf(flags, constants) : '');
    } else if (ts.isPropertyAssignment(node) && isNamed(node.name, 'pattern') && !isPassedOn(node.initializer)) {
      // Ajv makes its expressions with the flag u
      add(node, textOf(node.initializer, constants), 'u');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isNamed = (node, name) => (ts.isIdentifier(node) || ts.isStringLiteral(node)) && node.text === name;
// `pattern: o.pattern` hands on what is found where it is written
const isPassedOn = (node) => ts.isPropertyAccessExpression(node) && node.name.text === 'pattern';

/** What an expression says before the program runs, or undefined: literals, templates, constants above it, `.join`. */
function textOf(node, constants) {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isRegularExpressionLiteral(node)) return node.text.slice(1, node.text.lastIndexOf('/'));
  if (ts.isIdentifier(node)) return textOf(constants.get(node.text), constants);
  if (ts.isTemplateExpression(node))
    return together([
      node.head.text,
      ...node.templateSpans.flatMap((span) => [textOf(span.expression, constants), span.literal.text]),
    ]);
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const list = listOf(node.expression.expression, constants);
    const between = textOf(node.arguments[0], constants);
    if (node.expression.name.text === 'join' && list?.every((one) => one !== undefined) && between !== undefined)
      return list.join(between);
  }
  return undefined;
}

function listOf(node, constants) {
  if (node === undefined) return undefined;
  if (ts.isIdentifier(node)) return listOf(constants.get(node.text), constants);
  if (ts.isAsExpression(node)) return listOf(node.expression, constants);
  if (!ts.isArrayLiteralExpression(node)) return undefined;
  return node.elements.flatMap((one) =>
    ts.isSpreadElement(one) ? (listOf(one.expression, constants) ?? [undefined]) : [textOf(one, constants)],
  );
}

const together = (parts) => (parts.includes(undefined) ? undefined : parts.join(''));

const answers = new Map();
async function answerOf(text, flags) {
  // sets of the flag v, which the library does not know, cost as much as those of u; `d` and `y` change no cost
  const known = flags.replace('v', 'u').replaceAll(/[dy]/g, '');
  const key = `/${text}/${known}`;
  if (!answers.has(key)) answers.set(key, await check(text, known, { timeout }));
  return answers.get(key);
}

const found = folders.flatMap(sourcesOf).flatMap(expressionsOf);
const used = new Set();
const faults = [];
for (const { file, at, text, flags } of found) {
  if (text === undefined || flags === undefined) {
    faults.push(`${at}  made while the program runs: write it so that it can be read here`);
    continue;
  }
  const name = `${file}: /${text}/${flags}`;
  const answer = await answerOf(text, flags);
  if (answer.status === 'safe') continue;
  if (exceptions.has(name)) used.add(name);
  else if (answer.status === 'vulnerable')
    faults.push(`${at}  /${text}/${flags}\n  ${answer.complexity.summary}, by ${answer.attack.pattern}`);
  else faults.push(`${at}  /${text}/${flags}\n  its cost is not known (${answer.error.kind}): write it plainer`);
}
for (const name of exceptions.keys())
  if (process.argv.length === 2 && !used.has(name)) faults.push(`${name}  no longer needs its exception`);

for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(
    `${faults.length} of ${found.length} regular expressions can stop a process (docs/adr/0022-what-people-type.md).`,
  );
  process.exitCode = 1;
} else console.log(`${found.length} regular expressions take time in proportion to the text.`);
