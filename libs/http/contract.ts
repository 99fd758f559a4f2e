import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { ApiProperty } from '@nestjs/swagger';
import addFormats from 'ajv-formats';
import { onlyPrivateUse, shownLine, shownText } from '#kernel';
import { Problem, type FieldFault, type ProblemCode } from '#problems';

/** A JSON Schema as OpenAPI 3.1 publishes it. */
export type Schema = { readonly [key: string]: unknown };
// any class can carry a contract: its instances are never made, only described
export type Contract = abstract new (...args: never[]) => object;

interface Described {
  readonly properties: Record<string, Schema>;
  readonly required: Set<string>;
  readonly nested: Set<Contract>;
  /** Members that nobody may send, with what they are told; they are not published. */
  readonly kept: Map<string, ProblemCode>;
}

const contracts = new Map<Contract, Described>();
const named = new Map<string, Contract>();

interface Options {
  readonly optional?: boolean;
  readonly nullable?: boolean;
  readonly about?: string;
}

function property(schema: Schema, options: Options, nested: readonly Contract[] = []): PropertyDecorator {
  return (target, key) => {
    const contract = target.constructor as Contract;
    const described = describedOf(contract);
    const withNull: Schema = !options.nullable
      ? schema
      : '$ref' in schema
        ? { oneOf: [schema, { type: 'null' }] }
        : {
            ...schema,
            type: [schema['type'], 'null'],
            ...(Array.isArray(schema['enum']) ? { enum: [...schema['enum'], null] } : {}),
          };
    described.properties[String(key)] = options.about ? { ...withNull, description: options.about } : withNull;
    if (!options.optional) described.required.add(String(key));
    for (const one of nested) described.nested.add(one);
    // query strings are published member by member, from what Nest's explorer finds
    if (nested.length === 0)
      ApiProperty({
        ...schema,
        required: !options.optional,
        ...(options.about ? { description: options.about } : {}),
      } as never)(target, key);
  };
}

function describedOf(contract: Contract): Described {
  let described = contracts.get(contract);
  if (!described) {
    const base = contracts.get(Object.getPrototypeOf(contract) as Contract);
    described = {
      properties: { ...base?.properties },
      required: new Set(base?.required),
      nested: new Set(base?.nested),
      kept: new Map(base?.kept),
    };
    contracts.set(contract, described);
    const other = named.get(contract.name);
    if (other && other !== contract) throw new Error(`two contracts are called ${contract.name}`);
    named.set(contract.name, contract);
  }
  return described;
}

/** Says in a schema that a text is a name of somebody or something. */
const nameKeyword = 'x-name';

/** Longest text of one line; a longer one may have several. */
const longestLine = 400;

/**
 * Text of `min` (1) to `max` characters; of one line up to 400. Direction marks and control signs are taken away.
 * `isName`: not of signs for private use alone, which nobody can read on another machine.
 */
export const Text = (
  o: Options & { max: number; min?: number; pattern?: string; isName?: boolean },
): PropertyDecorator =>
  property(
    {
      type: 'string',
      format: 'text',
      minLength: o.min ?? 1,
      maxLength: o.max,
      ...(o.pattern ? { pattern: o.pattern } : {}),
      ...(o.isName ? { [nameKeyword]: true } : {}),
    },
    o,
  );
/** A password: taken to the last sign as it was typed. */
export const Secret = (o: Options & { max: number; min?: number }): PropertyDecorator =>
  property({ type: 'string', format: 'password', minLength: o.min ?? 1, maxLength: o.max }, o);
/** One of a closed list of words. */
export const Choice = (values: readonly string[], o: Options = {}): PropertyDecorator =>
  property({ type: 'string', enum: [...values] }, o);
/** Whole yen, `min` (0) to 999,999,999,999,999 or `max`. */
export const YenAmount = (o: Options & { min?: number; max?: number } = {}): PropertyDecorator =>
  property({ type: 'integer', minimum: o.min ?? 0, maximum: o.max ?? 999_999_999_999_999, format: 'yen' }, o);
/** The largest whole number of a column of four bytes. */
export const mostOfInt = 2_147_483_647;
/** A whole number, 0 or more, at most what a column of four bytes holds. */
export const Count = (o: Options & { min?: number; max?: number } = {}): PropertyDecorator =>
  property({ type: 'integer', minimum: o.min ?? 0, maximum: o.max ?? mostOfInt, format: 'count' }, o);
/** How many days, 0 or more. */
export const DayCount = (o: Options = {}): PropertyDecorator =>
  property({ type: 'integer', minimum: 0, maximum: mostOfInt, format: 'days' }, o);
/** A number from `min` to `max`. */
export const Quantity = (o: Options & { min: number; max: number }): PropertyDecorator =>
  property({ type: 'number', minimum: o.min, maximum: o.max }, o);
export const Flag = (o: Options = {}): PropertyDecorator => property({ type: 'boolean' }, o);
/** An instant, RFC 3339 with a zone; answered in UTC. */
export const Instant = (o: Options = {}): PropertyDecorator => property({ type: 'string', format: 'date-time' }, o);
/** A calendar day in Japan, YYYY-MM-DD, from 1900 to 2200: days are counted with, and no calendar goes further. */
export const Day = (o: Options = {}): PropertyDecorator =>
  property({ type: 'string', format: 'date', formatMinimum: '1900-01-01', formatMaximum: '2200-12-31' }, o);
/** A UUID. */
export const Id = (o: Options = {}): PropertyDecorator =>
  property({ type: 'string', format: 'uuid', pattern: '^[0-9a-fA-F-]{36}$' }, o);
/** Another contract inside this one. */
export const Nested = (contract: Contract, o: Options = {}): PropertyDecorator =>
  property(refTo(contract), o, [contract]);
/** A member that is not taken from whoever sends the contract, and the code that says why; it is not published. */
export const NotTaken =
  (member: string, code: ProblemCode): ClassDecorator =>
  (target) =>
    void describedOf(target as unknown as Contract).kept.set(member, code);
/** A list of another contract. */
export const ListOf = (contract: Contract, o: Options & { max?: number; min?: number } = {}): PropertyDecorator =>
  property(
    {
      type: 'array',
      items: refTo(contract),
      ...(o.max !== undefined ? { maxItems: o.max } : {}),
      ...(o.min !== undefined ? { minItems: o.min } : {}),
    },
    o,
    [contract],
  );
/** A list of texts or of words of a closed list. */
export const TextList = (o: Options & { max: number; each: number; values?: readonly string[] }): PropertyDecorator =>
  property(
    {
      type: 'array',
      maxItems: o.max,
      items: o.values
        ? { type: 'string', enum: [...o.values] }
        : { type: 'string', format: 'text', minLength: 1, maxLength: o.each },
    },
    o,
  );
/** A list of UUIDs. */
export const IdList = (o: Options & { max: number; min?: number }): PropertyDecorator =>
  property(
    {
      type: 'array',
      maxItems: o.max,
      ...(o.min === undefined ? {} : { minItems: o.min }),
      items: { type: 'string', format: 'uuid', pattern: '^[0-9a-fA-F-]{36}$' },
    },
    o,
  );
/** A JSON object whose members are not fixed here. */
export const Free = (o: Options = {}): PropertyDecorator => property({ type: 'object' }, o);

/** Any JSON value. */
export const AnyValue = (o: Options = {}): PropertyDecorator => property({}, o);

function refTo(contract: Contract): Schema {
  return { $ref: `#/components/schemas/${contract.name}` };
}

/** The page of a list: `items` of a contract and the cursor of the next page, null at the end. */
export function pageOf(item: Contract): Contract {
  const name = `${item.name}Page`;
  const known = named.get(name);
  if (known) return known;
  const page = { [name]: class {} }[name] as unknown as Contract;
  const described = describedOf(page);
  described.properties['items'] = { type: 'array', items: refTo(item) };
  described.properties['nextCursor'] = { type: ['string', 'null'] };
  described.required.add('items').add('nextCursor');
  described.nested.add(item);
  return page;
}

/** The schema of one contract: closed, so that neither a request nor an answer carries what is not declared. */
export function schemaOf(contract: Contract): Schema {
  const described = describedOf(contract);
  return {
    type: 'object',
    properties: described.properties,
    required: [...described.required],
    additionalProperties: false,
  };
}

/** Whether a class carries a contract. */
export function isContract(candidate: unknown): candidate is Contract {
  return typeof candidate === 'function' && contracts.has(candidate as Contract);
}

/** Every contract by name, for the published document. */
export function allSchemas(): Record<string, Schema> {
  return Object.fromEntries(
    [...named].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, contract]) => [name, schemaOf(contract)]),
  );
}

const compiled = new Map<string, ValidateFunction>();
let ajv: Ajv2020 | undefined;

/** The compiled check of a contract: the same schema that OpenAPI publishes. `coerce` is for query strings. */
export function validatorOf(contract: Contract, coerce = false): ValidateFunction {
  const key = `${contract.name}${coerce ? '?' : ''}`;
  let validate = compiled.get(key);
  if (!validate) {
    const checker = coerce ? newAjv(true) : (ajv ??= newAjv(false));
    validate = checker.compile({ $ref: `sonae#/components/schemas/${contract.name}` });
    compiled.set(key, validate);
  }
  return validate;
}

function newAjv(coerceTypes: boolean): Ajv2020 {
  const made = new Ajv2020({ allErrors: true, strict: false, coerceTypes, verbose: false });
  (addFormats as unknown as (instance: Ajv2020, options: object) => void)(made, { keywords: true });
  // units of figures: the browser's types are made of them
  for (const figure of ['yen', 'count', 'days']) made.addFormat(figure, true);
  // neither a NUL nor half a surrogate pair can be kept in PostgreSQL
  for (const format of ['text', 'password'])
    made.addFormat(format, (value: string) => !/[\0\p{Surrogate}]/u.test(value));
  const { date, 'date-time': instant } = made.formats as Record<string, { validate(value: string): boolean }>;
  made.addFormat('date', {
    validate: (value: string) => date?.validate(value) === true && !value.startsWith('0000'),
    compare: (a: string, b: string) => (a < b ? -1 : Number(a > b)),
  });
  // a leap second and a year that UTC does not write with four digits are no instants here
  made.addFormat('date-time', (value: string) => instant?.validate(value) === true && isKept(new Date(value)));
  made.addKeyword({
    keyword: nameKeyword,
    type: 'string',
    validate: (_: boolean, value: string) => !onlyPrivateUse(value),
  });
  made.addSchema({ $id: 'sonae', components: { schemas: allSchemas() } });
  return made;
}

function isKept(instant: Date): boolean {
  return !Number.isNaN(instant.getTime()) && instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9999;
}

/**
 * Checks a value against a contract and returns it, its texts without direction marks and control signs. Throws
 * `Problem` with every fault by JSON pointer.
 */
export function checked(contract: Contract, value: unknown, coerce = false): unknown {
  clean({ properties: describedOf(contract).properties }, value);
  const validate = validatorOf(contract, coerce);
  if (validate(value)) return value;
  const faults = faultsOf(contract, validate.errors ?? []);
  const codes = new Set(faults.map((fault) => fault.code));
  const [only] = codes;
  throw new Problem(codes.size === 1 && only ? only : 'requests.invalid', { errors: faults });
}

/** Takes what is not shown out of every text of a value, in place, as coercion does. */
function clean(schema: Schema, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const nested = '$ref' in schema ? schema : ((schema['oneOf'] as readonly Schema[] | undefined)?.[0] ?? schema);
  const { properties, items } = '$ref' in nested ? resolved(nested) : nested;
  for (const [key, member] of Object.entries(value)) {
    const inner = Array.isArray(value)
      ? items
      : properties && Object.hasOwn(properties, key) && (properties as Schema)[key];
    if (!inner) continue;
    const { format, maxLength } = inner as Schema;
    if (format !== 'text' || typeof member !== 'string') clean(inner as Schema, member);
    else
      (value as Record<string, string>)[key] = Number(maxLength) > longestLine ? shownText(member) : shownLine(member);
  }
}

function resolved(schema: Schema): Schema {
  const contract = contractIn(schema);
  return contract ? { properties: describedOf(contract).properties } : {};
}

function faultsOf(contract: Contract, errors: readonly ErrorObject[]): FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const error of errors) {
    if (error.keyword === 'oneOf' || (error.keyword === 'type' && error.params['type'] === 'null')) continue;
    const member =
      error.keyword === 'required'
        ? error.params['missingProperty']
        : error.keyword === 'additionalProperties'
          ? error.params['additionalProperty']
          : undefined;
    const pointer =
      member === undefined
        ? error.instancePath
        : `${error.instancePath}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!faults.has(pointer))
      faults.set(pointer, {
        pointer,
        code: keptBy(contract, error) ?? codeOf(error),
        ...(error.keyword === 'enum'
          ? {
              allowed: (error.params['allowedValues'] as unknown[])
                .filter((one) => one !== null)
                .map(String)
                .join(', '),
            }
          : {}),
      });
  }
  return [...faults.values()];
}

/** Of a member that is not declared: what it is told where it is one that nobody may send. */
function keptBy(root: Contract, { keyword, instancePath, params }: ErrorObject): ProblemCode | undefined {
  if (keyword !== 'additionalProperties') return undefined;
  let at: Contract | undefined = root;
  for (const step of instancePath.split('/').slice(1)) {
    // an index of a list stays with the contract of its items
    const inner: unknown = /^\d+$/.test(step) ? undefined : at && describedOf(at).properties[step];
    if (inner !== undefined) at = contractIn(inner as Schema);
  }
  return at && describedOf(at).kept.get(String(params['additionalProperty']));
}

function contractIn(schema: Schema): Contract | undefined {
  const [oneOf] = (schema['oneOf'] ?? []) as readonly Schema[];
  const { $ref } = (schema['items'] ?? oneOf ?? schema) as Schema;
  return named.get(String($ref).slice(String($ref).lastIndexOf('/') + 1));
}

function codeOf(error: ErrorObject): ProblemCode {
  switch (error.keyword) {
    case 'required':
      return 'requests.field-missing';
    case 'additionalProperties':
      return 'requests.unknown-field';
    case 'type':
      return 'requests.wrong-type';
    case 'enum':
      return 'requests.not-one-of';
    case 'format':
      return ['date', 'date-time'].includes(String(error.params['format']))
        ? 'requests.no-such-date'
        : 'requests.wrong-form';
    case 'pattern':
      return 'requests.wrong-form';
    case nameKeyword:
      return 'requests.name-private-use';
    case 'formatMinimum':
    case 'formatMaximum':
      return 'requests.day-out-of-range';
    default:
      return 'requests.out-of-range';
  }
}
