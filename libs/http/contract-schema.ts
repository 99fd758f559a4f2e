import { ApiProperty } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';
import { groupBy } from '#kernel';
import { formats, nameKeyword } from './contract-rules.js';

/** A JSON Schema as OpenAPI 3.1 publishes it. */
export type Schema = { readonly [key: string]: unknown };
/** A class with rules of class-validator. Only its description is used, so any constructor is accepted. */
export type Contract = abstract new (...args: never[]) => object;

/** The facts of a member beside its rules: the context of the rule that decides when the others apply. */
export interface Presence {
  readonly optional?: boolean;
  readonly nullable?: boolean;
  readonly about?: string;
}

/** The context of a nested contract's rule. */
export interface NestedIn {
  readonly contract: Contract;
}

type Storage = ReturnType<typeof getMetadataStorage>;
type Rule = ReturnType<Storage['getTargetValidationMetadatas']>[number];

/** Each rule of class-validator that the words use, in JSON Schema. */
const lines: Readonly<Record<string, (constraints: readonly unknown[]) => Schema | undefined>> = {
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  // JSON has neither NaN nor infinity, and JSON Schema does not count decimals: no options
  isNumber: ([options]) => (Object.keys(options ?? {}).length === 0 ? { type: 'number' } : undefined),
  isBoolean: () => ({ type: 'boolean' }),
  isArray: () => ({ type: 'array' }),
  isObject: () => ({ type: 'object' }),
  isIn: ([values]) => ({ enum: [...(values as readonly unknown[])] }),
  min: ([least]) => ({ minimum: least }),
  max: ([most]) => ({ maximum: most }),
  arrayMinSize: ([least]) => ({ minItems: least }),
  arrayMaxSize: ([most]) => ({ maxItems: most }),
  // Ajv compiles expressions with the flag u; with another flag class-validator would decide otherwise
  matches: ([pattern, flags]) => (typeof pattern === 'string' && flags === 'u' ? { pattern } : undefined),
  format: ([format]) => ({ format }),
  unit: ([unit]) => ({ format: unit }),
  textLength: ([min, max]) => ({ minLength: min, maxLength: max }),
  dayBetween: ([first, last]) => ({ formatMinimum: first, formatMaximum: last }),
  given: () => ({}),
  readableName: () => ({ [nameKeyword]: true }),
};

const ofText = ['string'];
const ofNumbers = ['integer', 'number'];
const ofLists = ['array'];
/** The types to which a keyword applies: class-validator refuses all values of other types, JSON Schema none. */
const typesOf = new Map<string, readonly string[]>([
  ['minimum', ofNumbers],
  ['maximum', ofNumbers],
  ['minLength', ofText],
  ['maxLength', ofText],
  ['pattern', ofText],
  ['formatMinimum', ofText],
  ['formatMaximum', ofText],
  [nameKeyword, ofText],
  ['minItems', ofLists],
  ['maxItems', ofLists],
  ['items', ofLists],
  ['$ref', ['object']],
]);

/** One member of a contract. */
export interface Member {
  /** Without null and without its description. */
  readonly schema: Schema;
  readonly presence: Presence;
  /** The contract of its value, or of the items of its list. */
  readonly nested: Contract | undefined;
}

interface Described {
  readonly members: ReadonlyMap<string, Member>;
  readonly schema: Schema;
}

const described = new Map<Contract, Described>();

function describe(contract: Contract): Described {
  const known = described.get(contract);
  if (known) return known;
  const base = baseOf(contract);
  const inherited = base === Function.prototype ? undefined : describe(base);
  const rules = rulesOf(contract);
  // members of a base class come first, even where a subclass declares them again; class-validator has them last
  const members = new Map(
    [...new Set([...(inherited?.members.keys() ?? []), ...rules.keys()])].map((name) => [
      name,
      memberOf(`${contract.name}.${name}`, rules.get(name) ?? []),
    ]),
  );
  const required = [...new Set([...((inherited?.schema['required'] ?? []) as string[]), ...rules.keys()])];
  const made: Described = {
    members,
    schema: {
      type: 'object',
      properties: Object.fromEntries([...members].map(([name, member]) => [name, published(member)])),
      required: required.filter((name) => !members.get(name)?.presence.optional),
      additionalProperties: false,
    },
  };
  described.set(contract, made);
  return made;
}

/** A class's own rules, then those of its bases that it does not replace, by member and kind, as in class-validator. */
function rulesOf(contract: Contract): ReadonlyMap<string, readonly Rule[]> {
  const own = ownRules(contract);
  const replaced = new Set(own.map(kindOf));
  const inherited: Rule[] = [];
  for (let base = baseOf(contract); base !== Function.prototype; base = baseOf(base))
    inherited.unshift(...ownRules(base).filter((rule) => !replaced.has(kindOf(rule))));
  return groupBy([...own, ...inherited], ({ propertyName }) => propertyName);
}

const ownRules = (contract: Contract): readonly Rule[] => storedClasses().get(contract) ?? [];
const baseOf = (contract: Contract): Contract => Object.getPrototypeOf(contract) as Contract;
const kindOf = ({ propertyName, type }: Rule): string => `${type} ${propertyName}`;

/**
 * The schema of one member without null. Throws where a rule has no line, or its line would accept more than the rule.
 */
function memberOf(name: string, rules: readonly Rule[]): Member {
  let schema: Schema = {};
  let presence: Presence = {};
  let nested: Contract | undefined;
  for (const rule of rules) {
    if (rule.type === 'conditionalValidation') presence = presenceOf(name, rule);
    else {
      const line = lineOf(name, rule);
      if (rule.type === 'nestedValidation') nested = (rule.context as NestedIn).contract;
      schema = rule.each
        ? { ...schema, items: joined(name, (schema['items'] ?? {}) as Schema, line) }
        : joined(name, schema, line);
    }
  }
  const items = schema['items'] as Schema | undefined;
  requireTypes(name, schema);
  if (items) requireTypes(`an item of ${name}`, items);
  return { schema: items ? { ...schema, items: alone(items) } : alone(schema), presence, nested };
}

function joined(name: string, schema: Schema, line: Schema): Schema {
  const twice = Object.keys(line).find((key) => key in schema && schema[key] !== line[key]);
  if (twice) throw new Error(`Two rules of ${name} say ${twice}, a schema says it once: leave one of them.`);
  return { ...schema, ...line };
}

function requireTypes(name: string, schema: Schema): void {
  const type = String(schema['type']);
  for (const key of Object.keys(schema)) {
    const types = key === 'format' && Object.hasOwn(formats, String(schema[key])) ? ofText : typesOf.get(key);
    if (types && !types.includes(type))
      throw new Error(`${key} of ${name} needs a rule beside it that says its type: ${types.join(' or ')}.`);
  }
  if (!('$ref' in schema)) return;
  const beside = Object.keys(schema).find((key) => key !== '$ref' && key !== 'type');
  if ('$ref' in schema && beside)
    throw new Error(`${name} is a contract of its own and cannot have ${beside} as well.`);
}

// a reference already names an object, so that `type` is left out
const alone = (schema: Schema): Schema => ('$ref' in schema ? { $ref: schema['$ref'] } : schema);

function presenceOf(name: string, rule: Rule): Presence {
  if (rule.context) return rule.context as Presence;
  if (rule.name === 'isOptional') return { optional: true, nullable: true };
  throw lacking(name, rule);
}

function lineOf(name: string, rule: Rule): Schema {
  const line =
    rule.type === 'nestedValidation'
      ? rule.context && refTo((rule.context as NestedIn).contract)
      : lines[rule.name ?? rule.type]?.(rule.constraints ?? []);
  if (!line) throw lacking(name, rule);
  return line;
}

const lacking = (member: string, { name, type }: Rule): Error =>
  new Error(
    `The rule ${name ?? type} of ${member} has no line of JSON Schema: ` +
      'use a word of libs/http/contract-words.ts, or add its line to libs/http/contract-schema.ts.',
  );

function published({ schema, presence: { nullable, about } }: Member): Schema {
  const withNull: Schema = !nullable
    ? schema
    : '$ref' in schema
      ? { oneOf: [schema, { type: 'null' }] }
      : {
          ...schema,
          type: [schema['type'], 'null'],
          ...(Array.isArray(schema['enum']) ? { enum: [...schema['enum'], null] } : {}),
        };
  return about ? { ...withNull, description: about } : withNull;
}

function refTo(contract: Contract): Schema {
  return { $ref: `#/components/schemas/${contract.name}` };
}

/** The closed schema of a contract: neither a request nor an answer may have an undeclared member. */
export function schemaOf(contract: Contract): Schema {
  return describe(contract).schema;
}

/** The members of a contract by name. */
export function membersOf(contract: Contract): ReadonlyMap<string, Member> {
  return describe(contract).members;
}

// class-validator's storage has no public list of its classes
const storedClasses = (): ReadonlyMap<unknown, readonly Rule[]> =>
  Reflect.get(getMetadataStorage(), 'validationMetadatas') as ReadonlyMap<unknown, readonly Rule[]>;

/** Whether a class carries a contract. */
export function isContract(candidate: unknown): candidate is Contract {
  return typeof candidate === 'function' && storedClasses().has(candidate);
}

/** Every contract by name, for the published document. Throws where two have the same name. */
export function contractsByName(): ReadonlyMap<string, Contract> {
  const named = new Map<string, Contract>();
  for (const contract of storedClasses().keys()) {
    if (!isContract(contract)) continue;
    if (named.has(contract.name)) throw new Error(`two contracts are called ${contract.name}`);
    named.set(contract.name, contract);
  }
  return new Map([...named].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The schemas of every contract by name. Throws where a rule of class-validator has no line of JSON Schema, with rule,
 * class and member, so that a process that answers requests does not start.
 */
export function allSchemas(): Record<string, Schema> {
  return Object.fromEntries([...contractsByName()].map(([name, contract]) => [name, schemaOf(contract)]));
}

const seen = new Set<Contract>();

/** Adds Nest's own decorators to the members of contracts, from which query strings are documented. */
export function publishMembers(): void {
  for (const contract of contractsByName().values()) publishOwn(contract);
}

function publishOwn(contract: Contract): void {
  if (seen.has(contract)) return;
  seen.add(contract);
  // a class copies the members that its base has at that time
  const base: unknown = Object.getPrototypeOf(contract);
  if (isContract(base)) publishOwn(base);
  for (const name of ownMembers(contract)) {
    const { schema, presence, nested } = membersOf(contract).get(name) as Member;
    if (nested) continue;
    const { optional, about } = presence;
    const options = { ...schema, required: !optional, ...(about ? { description: about } : {}) };
    ApiProperty(options as never)(contract.prototype as object, name);
  }
}

function ownMembers(contract: Contract): string[] {
  return [...new Set(ownRules(contract).map(({ propertyName }) => propertyName))];
}
