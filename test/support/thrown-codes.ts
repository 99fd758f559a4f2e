import { join, relative } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '#platform';
import { problemCodes } from '#problems';

/** A method of a controller that answers a route. */
export interface RouteMethod {
  readonly name: string;
  readonly declared: readonly string[];
  readonly thrown: ReadonlySet<string>;
}

interface Reached {
  readonly codes: ReadonlySet<string>;
  readonly calls: ReadonlySet<ts.Node>;
}

const codes = new Set(Object.keys(problemCodes));
const verbs = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'Sse']);
// what a screen is told that a move still needs is no refusal
const onlyTold = new Set(['codedText', 'Guards']);
const ofMoversThatRefuseNothing = new Set(['allowed', 'rules']);

/**
 * The problem codes that each route can throw: literals in its method and in every function, method, constructor and
 * constant that is reached from it by name, by TypeScript's checker; a method is reached with how its class is made,
 * which Nest does. `beforeRoutes`: those of what answers before a route is known, and of what stands before each. What
 * only the running program knows (which branch, which of several movers a variable holds) counts as possible.
 */
export function thrownCodes(): { readonly routes: RouteMethod[]; readonly beforeRoutes: ReadonlySet<string> } {
  const program = programOf();
  const checker = program.getTypeChecker();
  const own = program.getSourceFiles().filter(({ fileName }) => isOwn(fileName));
  const implementations = implementationsIn(own, checker);
  const reached = new Map<ts.Node, Reached>();
  const reach = (node: ts.Node): Reached => {
    const known = reached.get(node) ?? reachedFrom(node, checker, implementations);
    reached.set(node, known);
    return known;
  };
  const routes = own.flatMap((file) =>
    file.statements.filter(ts.isClassDeclaration).flatMap((controller) =>
      controller.members.filter(ts.isMethodDeclaration).flatMap((method) => {
        const decorators = ts.getDecorators(method)?.map(({ expression }) => expression) ?? [];
        if (!decorators.some((one) => verbs.has(calledName(one)))) return [];
        const name = `${controller.name?.text}.${method.name.getText(file)}`;
        const contracts = method.parameters.flatMap(({ type }) => classOf(type, checker));
        return [
          { name, declared: declaredBy(decorators, checker), thrown: everythingFrom([method, ...contracts], reach) },
        ];
      }),
    ),
  );
  return { routes, beforeRoutes: everythingFrom(own.flatMap(startsBeforeRoutes), reach) };
}

/** The hooks of the server, the guard and the pipe. */
function startsBeforeRoutes({ statements }: ts.SourceFile): ts.Node[] {
  return statements.flatMap((statement): ts.Node[] => {
    if (ts.isFunctionDeclaration(statement))
      return ['guardEdges', 'createAdapter'].includes(statement.name?.text ?? '') ? [statement] : [];
    if (!ts.isClassDeclaration(statement)) return [];
    return ['AccessGuard', 'ContractPipe'].includes(statement.name?.text ?? '') ? [...statement.members] : [];
  });
}

function programOf(): ts.Program {
  const path = join(packageRoot, 'tsconfig.node.json');
  const read = ts.readConfigFile(path, (file) => ts.sys.readFile(file));
  const parsed = ts.parseJsonConfigFileContent(read.config, ts.sys, packageRoot);
  const options = { ...parsed.options, types: [], noEmit: true, incremental: false, composite: false };
  const host = ts.createCompilerHost(options);
  // packages throw no code of ours: without their types the program is made in a third of the time
  host.resolveModuleNameLiterals = (names, file) =>
    names.map(({ text }) =>
      /^[#.]/.test(text) ? ts.resolveModuleName(text, file, options, host) : { resolvedModule: undefined },
    );
  return ts.createProgram(parsed.fileNames, options, host);
}

// the table of codes itself throws none
const isOwn = (fileName: string): boolean =>
  /^(libs|apps)\/(?!.*(problem-codes|value-problems|\.d)\.ts$)/.test(relative(packageRoot, fileName));

const calledName = (node: ts.Expression): string =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? node.expression.text : '';

function declaredBy(decorators: readonly ts.Expression[], checker: ts.TypeChecker): string[] {
  const refuses = decorators.find((one) => calledName(one) === 'Refuses');
  return refuses && ts.isCallExpression(refuses) ? refuses.arguments.flatMap((one) => codesOf(one, checker)) : [];
}

/** The codes of one argument: one, or those of a list that routes share. What cannot be read stands as it is. */
function codesOf(node: ts.Expression, checker: ts.TypeChecker): string[] {
  if (ts.isStringLiteral(node)) return [node.text];
  const list = ts.isSpreadElement(node) ? checker.getTypeAtLocation(node.expression) : null;
  if (list === null || !checker.isTupleType(list)) return [node.getText()];
  return checker
    .getTypeArguments(list as ts.TypeReference)
    .map((type) => (type.isStringLiteral() ? type.value : node.getText()));
}

/** The contract of a parameter: what it does not take has codes of its own. */
function classOf(type: ts.TypeNode | undefined, checker: ts.TypeChecker): ts.ClassDeclaration[] {
  const declaration = type && checker.getTypeFromTypeNode(type).symbol?.valueDeclaration;
  return declaration && ts.isClassDeclaration(declaration) && isContractFile(declaration) ? [declaration] : [];
}

const isContractFile = (node: ts.Node): boolean => node.getSourceFile().fileName.endsWith('.dto.ts');

function everythingFrom(starts: readonly ts.Node[], reach: (node: ts.Node) => Reached): Set<string> {
  const found = new Set<string>();
  const open = [...starts];
  const seen = new Set(open);
  for (let node = open.pop(); node; node = open.pop()) {
    const { codes: own, calls } = reach(node);
    for (const code of own) found.add(code);
    for (const call of calls)
      if (!seen.has(call)) {
        seen.add(call);
        open.push(call);
      }
  }
  return found;
}

/** The methods of classes behind the methods of an interface. */
function implementationsIn(files: readonly ts.SourceFile[], checker: ts.TypeChecker): Map<ts.Symbol, ts.Node[]> {
  const found = new Map<ts.Symbol, ts.Node[]>();
  for (const file of files)
    for (const statement of file.statements.filter(ts.isClassDeclaration))
      for (const { types } of statement.heritageClauses ?? [])
        for (const type of types) {
          const { symbol } = checker.getTypeAtLocation(type.expression);
          for (const member of statement.members) {
            const promised = member.name && symbol?.members?.get(ts.escapeLeadingUnderscores(member.name.getText()));
            if (promised) found.set(promised, [...(found.get(promised) ?? []), member]);
          }
        }
  return found;
}

function reachedFrom(
  start: ts.Node,
  checker: ts.TypeChecker,
  implementations: ReadonlyMap<ts.Symbol, readonly ts.Node[]>,
): Reached {
  const found = new Set<string>();
  const calls = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || (ts.isDecorator(node) && !ts.isClassDeclaration(start))) return;
    if (ts.isCallExpression(node) || ts.isNewExpression(node))
      if (ts.isIdentifier(node.expression) && onlyTold.has(node.expression.text)) return;
    if (isHarmlessMember(node, checker)) return;
    if (ts.isStringLiteralLike(node) && codes.has(node.text) && !isCompared(node)) found.add(node.text);
    if (ts.isTemplateExpression(node) && node.head.text.endsWith('.'))
      for (const code of codes) if (code.startsWith(node.head.text)) found.add(code);
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node))
      for (const declaration of declarationsOf(node, checker, implementations)) calls.add(declaration);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(start, visit);
  for (const made of makingOf(start)) calls.add(made);
  return { codes: found, calls };
}

/** Constructor and initialisers of the class of a method: work may hang on callbacks that are given there. */
function makingOf({ parent }: ts.Node): ts.ClassElement[] {
  return parent && ts.isClassDeclaration(parent) && !isContractFile(parent) ? madeBy(parent) : [];
}

const madeBy = ({ members }: ts.ClassDeclaration): ts.ClassElement[] =>
  members.filter((one) => ts.isConstructorDeclaration(one) || ts.isPropertyDeclaration(one));

/** A question to a mover that refuses nothing. */
function isHarmlessMember(node: ts.Node, checker: ts.TypeChecker): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    ofMoversThatRefuseNothing.has(node.name.text) &&
    checker.getTypeAtLocation(node.expression).symbol?.name === 'MoverOf'
  );
}

/** A code that is only asked for: `code === 'a.b'`, `case 'a.b'`. */
const isCompared = ({ parent }: ts.Node): boolean =>
  ts.isCaseClause(parent) || (ts.isBinaryExpression(parent) && /^[!=]=/.test(parent.operatorToken.getText()));

const isInDecorator = (node: ts.Node): boolean => ts.findAncestor(node, ts.isDecorator) !== undefined;

function declarationsOf(
  node: ts.Identifier | ts.PrivateIdentifier,
  checker: ts.TypeChecker,
  implementations: ReadonlyMap<ts.Symbol, readonly ts.Node[]>,
): readonly ts.Node[] {
  const { parent } = node;
  if ((parent as Partial<ts.NamedDeclaration>).name === node && !ts.isPropertyAccessExpression(parent))
    if (!ts.isShorthandPropertyAssignment(parent)) return [];
  let symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const declaration = symbol?.valueDeclaration;
  if (!symbol || !declaration || !isOwn(declaration.getSourceFile().fileName)) return [];
  if (ts.isClassDeclaration(declaration) && isContractFile(declaration))
    return isInDecorator(node) ? [declaration] : [];
  if (ts.isClassDeclaration(declaration)) return ts.isNewExpression(node.parent) ? madeBy(declaration) : [];
  const isBody =
    ts.isFunctionDeclaration(declaration) ||
    ts.isMethodDeclaration(declaration) ||
    ts.isGetAccessorDeclaration(declaration) ||
    ts.isPropertyAssignment(declaration) ||
    (ts.isVariableDeclaration(declaration) && ts.isVariableStatement(declaration.parent.parent));
  return isBody ? [declaration] : (implementations.get(symbol) ?? []);
}
