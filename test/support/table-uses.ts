import ts from 'typescript';

/** What a statement does to the rows of a table; a lock stands in the way of others, as a write does. */
export type UseKind = 'read' | 'write' | 'lock' | 'call';

/** A table that a statement names, or a function that it calls. */
export interface TableUse {
  readonly name: string;
  readonly kind: UseKind;
}

/** A use in a file; lines count from 1. */
export interface PlacedUse extends TableUse {
  readonly line: number;
}

/** A view of the schema, with the tables that it reads: first the one whose rows it shows. */
export interface View {
  readonly name: string;
  readonly tables: readonly string[];
}

/** The views of `schema.sql`. */
export const viewsOf = (schema: string): View[] =>
  [...schema.matchAll(/^CREATE VIEW (\w+) ([^;]+);/gm)].map(([, view = '', text = '']) => ({
    name: view,
    tables: [...new Set([...text.matchAll(/\b(?:FROM|JOIN) (\w+)/g)].map(([, table = '']) => table))],
  }));

/** A text of SQL, or of a part of it, that a file has: whole as far as the file says, in its place. */
export interface PlacedText {
  readonly line: number;
  readonly sql: string;
}

/** The part of a statement between two parentheses: the tables that it reads, by their aliases. */
interface Part {
  readsTables: boolean;
  readonly aliases: Map<string, string>;
}

/** What stands in a statement for a value, a table or a part of it that is put in. */
const putIn = '${}';
const token = /\$\{\}|"[a-z_]+"|[A-Za-z_]\w*(?:\.\w+)?|[(),]/g;
/** Ends the list of tables of a FROM. */
const endsTables = /^(?:SELECT|WHERE|GROUP|HAVING|ORDER|LIMIT|RETURNING|SET|WINDOW|UNION|EXCEPT|INTERSECT|VALUES|DO)$/;
const beginsTables = /^(?:FROM|JOIN|USING)$/;
const name = /^[a-z]\w*$/;

/**
 * The tables and functions that a statement, or a part of one, names; keywords in upper case. `${}` stands for what is
 * put in. `tables`: what is a table; a name that a WITH of the statement gives is none. A lock of which the statement
 * does not say the rows is of the table `?`,
 * and of a table that is put in, `${}`.
 */
export function usesOf(sql: string, tables: ReadonlySet<string>): TableUse[] {
  const plain = sql.replaceAll(/--[^\n]*/g, '').replaceAll(/'(?:[^']|'')*'/g, '');
  const words = (plain.match(token) ?? []).map((word) => word.replaceAll('"', '').replace(/^sonae\./, ''));
  const word = (at: number): string => words[at] ?? '';
  const given = new Set(words.filter((_, at) => isGiven(words, at)));
  const isTable = (at: number): boolean => tables.has(word(at)) && !given.has(word(at));
  const afterOnly = (at: number): number => (word(at) === 'ONLY' ? at + 1 : at);
  const uses: TableUse[] = [];
  const add = (at: number, kind: UseKind): void => {
    if (isTable(at) || word(at) === putIn) uses.push({ name: word(at), kind });
  };
  const parts: Part[] = [{ readsTables: false, aliases: new Map() }];
  words.forEach((here, at) => {
    const part = parts.at(-1)!;
    const previous = word(at - 1);
    if (here === '(')
      parts.push({ readsTables: part.readsTables && /^(?:FROM|JOIN|,)$/.test(previous), aliases: new Map() });
    else if (here === ')') {
      if (parts.length > 1) parts.pop();
    } else if (here === 'FOR') uses.push(...locksAt(words, at, part.aliases));
    else if (here === 'LOCK') add(word(at + 1) === 'TABLE' ? at + 2 : at + 1, 'lock');
    else if (here === 'UPDATE' && !/^(?:FOR|KEY|DO|OR|BEFORE|AFTER)$/.test(previous)) add(afterOnly(at + 1), 'write');
    else if (/^(?:INSERT|MERGE|DELETE)$/.test(here) && /^(?:INTO|FROM)$/.test(word(at + 1)))
      add(afterOnly(at + 2), 'write');
    else if (beginsTables.test(here)) part.readsTables = !isOfValues(words, at);
    else if (endsTables.test(here)) {
      if (/^(?:SELECT|UNION)$/.test(here)) part.aliases.clear();
      part.readsTables = false;
    } else if (name.test(here) && word(at + 1) === '(') {
      if (previous !== 'INTO') uses.push({ name: here, kind: 'call' });
    } else if ((isTable(at) || here === putIn) && part.readsTables && standsForRows(words, at)) {
      add(at, 'read');
      const alias = word(at + 1) === 'AS' ? word(at + 2) : word(at + 1);
      part.aliases.set(name.test(alias) ? alias : here, here);
    }
  });
  return uses;
}

/** `name AS (` or `name (columns) AS (`: a set that the statement makes itself. */
function isGiven(words: readonly string[], at: number): boolean {
  if (!/^(?:WITH|RECURSIVE|,)$/.test(words[at - 1] ?? '')) return false;
  const after = words[at + 1] === '(' ? words.indexOf(')', at) + 1 : at + 1;
  return words[after] === 'AS' && /^(?:\(|MATERIALIZED|NOT)$/.test(words[after + 1] ?? '');
}

/** `IS DISTINCT FROM x`, `extract(epoch FROM x)`, a join's `USING (column)`: what follows are values. */
const isOfValues = (words: readonly string[], at: number): boolean =>
  words[at - 1] === 'DISTINCT' ||
  (words[at] === 'USING' && words[at + 1] === '(') ||
  /^(?:extract|trim|substring|overlay|position)$/.test(words[at - 3] ?? '') ||
  /^(?:BOTH|LEADING|TRAILING)$/.test(words[at - 1] ?? '');

/** In a list of tables the rows of one stand after FROM, JOIN, a comma or a parenthesis. */
const standsForRows = (words: readonly string[], at: number): boolean =>
  /^(?:FROM|JOIN|USING|ONLY|LATERAL|,|\()$/.test(words[at - 1] ?? '') && words[at - 2] !== 'DELETE';

function locksAt(words: readonly string[], at: number, aliases: ReadonlyMap<string, string>): TableUse[] {
  const strength = /^(?:NO KEY UPDATE|UPDATE|SHARE|KEY SHARE)\b/.exec(words.slice(at + 1, at + 4).join(' '))?.[0];
  if (strength === undefined) return [];
  let next = at + 1 + strength.split(' ').length;
  if (words[next] !== 'OF') {
    const read = [...aliases.values()];
    return (read.length > 0 ? read : ['?']).map((table) => ({ name: table, kind: 'lock' }));
  }
  const locks: TableUse[] = [];
  do {
    const alias = words[next + 1] ?? '?';
    locks.push({ name: aliases.get(alias) ?? '?', kind: 'lock' });
    next += 2;
  } while (words[next] === ',');
  return locks;
}

const rows = new Map<string, UseKind>([
  ['find', 'read'],
  ['findOne', 'read'],
  ['insert', 'write'],
  ['update', 'write'],
]);

/** Every text of a file that may be SQL, with what it is put together of in its place. */
export const textsOf = (file: string, text: string): PlacedText[] =>
  textsOfSource(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));

function textsOfSource(source: ts.SourceFile): PlacedText[] {
  const found: PlacedText[] = [];
  const texts = constantTexts(source);
  const walk = (node: ts.Node, inside: boolean): void => {
    // what a text is put together of is read in its place
    if (isText(node) && !inside && !isLockAlone(node))
      found.push({ sql: wholeText(node, texts), line: lineOf(node, source) });
    const puts = ts.isTemplateSpan(node) || (inside && isPutIn(node));
    ts.forEachChild(node, (child) => walk(child, puts && child !== (node as ts.TemplateSpan).literal));
  };
  walk(source, false);
  return found;
}

const lineOf = (node: ts.Node, source: ts.SourceFile): number =>
  source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;

/**
 * The tables and functions that the statements of a file name: every text and every part of one, and the rows of an
 * entity that are read or written through the transaction. `entities`: the table of each entity's class; `views`: what
 * is named like a table.
 */
export function usesOfFile(
  { file, text }: { readonly file: string; readonly text: string },
  entities: ReadonlyMap<string, string>,
  views: readonly string[],
): PlacedUse[] {
  if (!/\b(?:SELECT|FROM|JOIN|INTO|UPDATE|LOCK)\b|Entity\b/.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const tables = new Set([...entities.values(), ...views]);
  const uses: PlacedUse[] = textsOfSource(source).flatMap(({ sql, line }) =>
    usesOf(sql, tables).map((use) => ({ ...use, line })),
  );
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const kind = rows.get(node.expression.name.text);
      const [first] = node.arguments;
      const table = first && ts.isIdentifier(first) ? entities.get(first.text) : undefined;
      if (kind && table) uses.push({ name: table, kind, line: lineOf(node, source) });
    }
    ts.forEachChild(node, walk);
  };
  walk(source);
  return uses.flatMap((use) => {
    if (use.name !== putIn) return [use];
    return use.kind === 'read' ? [] : putInNames(source, tables).map((name) => ({ ...use, name }));
  });
}

/** The tables that a file may put in: those that its declarations name by a text or a key; none: `?`. */
function putInNames(source: ts.SourceFile, tables: ReadonlySet<string>): string[] {
  const names = new Set<string>();
  const walk = (node: ts.Node): void => {
    const named = ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) ? node.name : node;
    if ((ts.isStringLiteralLike(named) || named !== node) && tables.has((named as ts.Identifier).text))
      names.add((named as ts.Identifier).text);
    ts.forEachChild(node, walk);
  };
  source.statements
    .filter((statement) => ts.isVariableStatement(statement) || ts.isTypeAliasDeclaration(statement))
    .forEach(walk);
  return names.size > 0 ? [...names] : ['?'];
}

type Text = ts.StringLiteralLike | ts.TemplateExpression;
const isText = (node: ts.Node): node is Text => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
const isPutIn = (node: ts.Node): boolean =>
  isText(node) || ts.isConditionalExpression(node) || ts.isParenthesizedExpression(node);

/** A clause that is handed on as a value: it locks where it is put in. */
const isLockAlone = (node: Text): boolean => ts.isStringLiteralLike(node) && /^\s*FOR [A-Z ]+$/.test(node.text);

/** The texts of a file that have a name. */
function constantTexts(source: ts.SourceFile): ReadonlyMap<string, Text> {
  const texts = new Map<string, Text>();
  const walk = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer && isText(node.initializer))
      texts.set(node.name.text, node.initializer);
    ts.forEachChild(node, walk);
  };
  walk(source);
  return texts;
}

/** A text with the named texts of its file and the branches of a choice in their places; else `${}` is put in. */
function wholeText(node: ts.Expression, texts: ReadonlyMap<string, Text>, within: readonly string[] = []): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return wholeText(node.expression, texts, within);
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce(
      (sql, { expression, literal }) => `${sql} ${wholeText(expression, texts, within)} ${literal.text}`,
      node.head.text,
    );
  if (ts.isConditionalExpression(node))
    return [node.whenTrue, node.whenFalse].map((branch) => wholeText(branch, texts, within)).join(' ');
  if (!ts.isIdentifier(node) || within.includes(node.text)) return putIn;
  const named = texts.get(node.text);
  return named ? wholeText(named, texts, [...within, node.text]) : putIn;
}
