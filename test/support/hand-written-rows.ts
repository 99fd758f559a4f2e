import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { View } from './table-uses.js';

/** A source file: its path from the root of the package, and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** A type of rows, written by hand, that repeats columns of tables that its statement reads. */
export interface HandWrittenRow {
  readonly file: string;
  /** 1 is the first. */
  readonly line: number;
  /** As `table.column`, in the order written. */
  readonly columns: readonly string[];
}

/** Calls whose rows have the type that stands between angle brackets, and which argument is the statement. */
const reads: Readonly<Record<string, number>> = { rows: 0, one: 0, query: 0, statement: 2 };

interface Part {
  readonly file: string;
  readonly at: ts.Node;
  readonly members: readonly ts.PropertySignature[];
}

/**
 * Types of rows that repeat columns: members, written by hand, of the type of a statement's rows that are columns of a
 * table of that statement, and are not made or named by it (`AS`). A member whose type is looked up
 * (`PersonEntity['id']`) is typed by the entity, as what `Pick` takes from it. `chain`: the domains from left to right;
 * a domain does not know the entities of those further right. `views`: each shows columns of the first table it reads.
 */
export function handWrittenRows(
  sources: readonly Source[],
  chain: readonly string[],
  views: readonly View[] = [],
): HandWrittenRow[] {
  const files = sources.map(({ file, text }) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  const tables = tablesOf(sources, views);
  const declared = declarationsOf(files);
  // an app stands right of every domain
  const placeOf = (domain: string): number => (chain.includes(domain) ? chain.indexOf(domain) : chain.length);
  const found = new Map<ts.Node, HandWrittenRow>();
  for (const file of files)
    each(file, (node) => {
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
      const argument = node.arguments[reads[node.expression.name.text] ?? -1];
      const type = node.typeArguments?.[0];
      if (!argument || !type) return;
      const parts = partsOf(type, file.fileName, declared);
      if (parts.length === 0) return;
      const statement = statementOf(argument, file.fileName, declared);
      const read = [...statement.matchAll(/\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)/gi)]
        .map(([, name]) => tables.get(name ?? ''))
        .filter((table) => table !== undefined);
      for (const { file: where, at, members } of parts) {
        const known = read.filter(({ domain }) => placeOf(domain) <= placeOf(domainOf(where)));
        const columns = members.flatMap((member) => columnOf(member, statement, known));
        if (columns.length === 0) continue;
        const { line } = at.getSourceFile().getLineAndCharacterOfPosition(at.getStart());
        found.set(at, { file: where, line: line + 1, columns });
      }
    });
  return [...found.values()].toSorted((a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line);
}

/** The column that a member repeats, or none. */
function columnOf({ name, type }: ts.PropertySignature, statement: string, tables: readonly Table[]): string[] {
  const member = name.getText();
  if (type && /Entity\[/.test(type.getText())) return [];
  if (new RegExp(`\\bAS\\s+"?${member}\\b`, 'i').test(statement)) return [];
  const table = tables.find(({ columns }) => columns.has(member));
  return table ? [`${table.name}.${member}`] : [];
}

interface Table {
  readonly name: string;
  readonly domain: string;
  readonly columns: ReadonlySet<string>;
}

const domainOf = (file: string): string => file.split('/')[1] ?? '';

/** Every table that has an entity, by its name and those of its views. */
function tablesOf(sources: readonly Source[], views: readonly View[]): ReadonlyMap<string, Table> {
  const tables = sources
    .filter(({ file }) => file.endsWith('.entity.ts'))
    .map(({ file, text }) => ({
      name: /@Entity\('(\w+)'/.exec(text)?.[1] ?? '',
      domain: domainOf(file),
      // what the entity knows no shape of is said by the one who reads it
      columns: new Set(
        [...text.matchAll(/^ {2}readonly (\w+):(?! (?:unknown|object)\b)/gm)].map(([, name]) => name ?? ''),
      ),
    }));
  const named = new Map(tables.map((table) => [table.name, table]));
  const shown = views.flatMap(({ name, tables: [of = ''] }) =>
    [named.get(of) ?? []].flat().map((table) => [name, table] as const),
  );
  return new Map([...named, ...shown]);
}

/** What stands under a name in several files: in which, and what. */
type Named<T> = ReadonlyMap<string, readonly (T & { readonly file: string })[]>;
type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

interface Declared {
  readonly types: Named<{ readonly node: Declaration }>;
  /** Of what statements are put together. */
  readonly texts: Named<{ readonly node: ts.Node }>;
  /** From which folder or file a file takes a name. */
  readonly imports: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

function declarationsOf(files: readonly ts.SourceFile[]): Declared {
  const types = new Map<string, { file: string; node: Declaration }[]>();
  const texts = new Map<string, { file: string; node: ts.Node }[]>();
  const imports = new Map<string, Map<string, string>>();
  const add = <T>(all: Map<string, T[]>, name: string, one: T): unknown =>
    all.set(name, [...(all.get(name) ?? []), one]);
  for (const source of files) {
    const file = source.fileName;
    const taken = new Map<string, string>();
    imports.set(file, taken);
    for (const statement of source.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const from = statement.moduleSpecifier.text;
      const place = from.startsWith('#') ? `libs/${from.slice(1)}/` : join(dirname(file), from).replace(/\.js$/, '.ts');
      const names = statement.importClause?.namedBindings;
      if (names && ts.isNamedImports(names)) for (const { name } of names.elements) taken.set(name.text, place);
    }
  }
  for (const source of files)
    each(source, (node) => {
      const file = source.fileName;
      if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
        add(types, node.name.text, { file, node });
      if ((ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) && node.name && ts.isIdentifier(node.name))
        add(texts, node.name.text, { file, node });
    });
  return { types, texts, imports };
}

/** What a file means by a name: its own, or what it imports under it. */
function meant<T>(
  all: Named<T>,
  { name, file, imports }: { name: string; file: string; imports: Declared['imports'] },
): (T & { readonly file: string }) | undefined {
  const candidates = all.get(name) ?? [];
  const place = imports.get(file)?.get(name);
  return (
    candidates.find((one) => one.file === file) ??
    (place === undefined ? undefined : candidates.find((one) => one.file.startsWith(place)))
  );
}

/** The text of a statement, with the texts that it is put together from. */
function statementOf(written: ts.Node, file: string, declared: Declared, depth = 0): string {
  const parts = [written.getText()];
  if (depth < 4)
    each(written, (node) => {
      if (!ts.isIdentifier(node) || (ts.isVariableDeclaration(node.parent) && node.parent.name === node)) return;
      const text = meant(declared.texts, { name: node.text, file, imports: declared.imports });
      if (text && text.node !== written) parts.push(statementOf(text.node, text.file, declared, depth + 1));
    });
  return parts.join('\n');
}

/** The parts of a type of rows that are written by hand: literals and interfaces. */
function partsOf(type: ts.TypeNode, file: string, declared: Declared, depth = 0): Part[] {
  if (depth > 5) return [];
  const of = (one: ts.TypeNode): Part[] => partsOf(one, file, declared, depth + 1);
  if (ts.isTypeLiteralNode(type)) return [{ file, at: type, members: type.members.filter(ts.isPropertySignature) }];
  if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type)) return type.types.flatMap(of);
  if (ts.isParenthesizedTypeNode(type)) return of(type.type);
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return [];
  const [wrapped] = type.typeArguments ?? [];
  if (wrapped) return ['Pick', 'Omit', 'Readonly', 'Partial'].includes(type.typeName.text) ? of(wrapped) : [];
  const found = meant(declared.types, { name: type.typeName.text, file, imports: declared.imports });
  if (!found) return [];
  if (ts.isTypeAliasDeclaration(found.node)) return partsOf(found.node.type, found.file, declared, depth + 1);
  return [{ file: found.file, at: found.node, members: found.node.members.filter(ts.isPropertySignature) }];
}

function each(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => each(child, visit));
}
