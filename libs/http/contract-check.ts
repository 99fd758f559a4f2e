import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { shownLine, shownText } from '#kernel';
import { Problem, type FieldFault, type ProblemCode } from '#problems';
import { formats, isReadableName, nameKeyword, units } from './contract-rules.js';
import { allSchemas, isContract, membersOf, type Contract, type Schema } from './contract-schema.js';

/** The longest text of one line; texts with a higher limit may have several lines. */
const longestLine = 400;
/** Values in a body up to which all its faults are found: Ajv copies the earlier ones for each object of a list. */
const mostValues = 2_000;
/** The most faults that one answer names. */
const mostFaults = 100;

/** Members that the sender may not set, with the code of their refusal; they are not published. */
const kept = new Map<Contract, Map<string, ProblemCode>>();

/** Refuses a member of the contract with this code instead of `requests.unknown-field`; the member is not published. */
export const NotTaken =
  (member: string, code: ProblemCode): ClassDecorator =>
  (target) => {
    const contract = target as unknown as Contract;
    kept.set(contract, new Map([...(kept.get(contract) ?? []), [member, code]]));
  };

/** The way of a check: `coerce` is for query strings, `first` stops at the first fault. */
interface Asking {
  readonly coerce?: boolean;
  readonly first?: boolean;
}

const compiled = new Map<string, ValidateFunction>();
const checkers = new Map<string, Ajv2020>();

/** The compiled check of a contract, from the schema that OpenAPI publishes. */
export function validatorOf(contract: Contract, { coerce = false, first = false }: Asking = {}): ValidateFunction {
  const way = `${coerce ? '?' : ''}${first ? '1' : ''}`;
  const key = `${contract.name}${way}`;
  let validate = compiled.get(key);
  if (!validate) {
    const checker = checkers.get(way) ?? newAjv(coerce, !first);
    checkers.set(way, checker);
    validate = checker.compile({ $ref: `sonae#/components/schemas/${contract.name}` });
    compiled.set(key, validate);
  }
  return validate;
}

function newAjv(coerceTypes: boolean, allErrors: boolean): Ajv2020 {
  // the meta-schema does not reach schemas under `components`, and to compile it costs each process some 50 ms
  const unchecked = { validateSchema: false, meta: false };
  const made = new Ajv2020({ allErrors, strict: false, coerceTypes, verbose: false, ...unchecked });
  (addFormats as unknown as (instance: Ajv2020, options: object) => void)(made, { keywords: true });
  for (const unit of units) made.addFormat(unit, true);
  for (const [name, validate] of Object.entries(formats)) made.addFormat(name, { validate, compare });
  made.addKeyword({
    keyword: nameKeyword,
    type: 'string',
    validate: (_: boolean, value: string) => isReadableName(value),
  });
  made.addSchema({ $id: 'sonae', components: { schemas: allSchemas() } });
  return made;
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * Checks a value against a contract and returns it, its texts without direction marks and control characters. Throws
 * `Problem` with the faults by JSON pointer: up to 100; of a body of more than 2,000 values the first alone; of a list
 * that is too long this fault alone.
 */
export function checkContract(contract: Contract, value: unknown, coerce = false): unknown {
  const first = clean(contract, value, '') > mostValues;
  const validate = validatorOf(contract, { coerce, first });
  if (validate(value)) return value;
  const faults = faultsOf(contract, validate.errors ?? []);
  const codes = new Set(faults.map((fault) => fault.code));
  const [only] = codes;
  throw new Problem(codes.size === 1 && only ? only : 'requests.invalid', { errors: faults });
}

/**
 * Removes characters that are not shown from every text of a value, in place like coercion, and counts its values.
 * Throws `requests.out-of-range` at a list that is too long, before its items are read.
 */
function clean(contract: Contract, value: unknown, pointer: string): number {
  if (typeof value !== 'object' || value === null) return 1;
  let values = 1;
  if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) values += clean(contract, one, `${pointer}/${at}`);
    return values;
  }
  const members = membersOf(contract);
  const given = value as Record<string, unknown>;
  // names alone: of what nobody declared no value is read
  for (const name of Object.keys(given)) {
    const member = members.get(name);
    const one = member && given[name];
    if (Array.isArray(one) && one.length > Number(member?.schema['maxItems'])) throw tooLong(`${pointer}/${name}`);
    if (member?.nested) values += clean(member.nested, one, `${pointer}/${name}`);
    else {
      values += Array.isArray(one) ? one.length : 1;
      if (member) given[name] = shown(member.schema, one);
    }
  }
  return values;
}

const tooLong = (pointer: string): Problem =>
  new Problem('requests.out-of-range', { errors: [{ pointer, code: 'requests.out-of-range' }] });

function shown(schema: Schema, given: unknown): unknown {
  if (Array.isArray(given) && schema['items']) return given.map((one) => shown(schema['items'] as Schema, one));
  if (schema['format'] !== 'text' || typeof given !== 'string') return given;
  return Number(schema['maxLength']) > longestLine ? shownText(given) : shownLine(given);
}

function faultsOf(contract: Contract, errors: readonly ErrorObject[]): FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const error of errors) {
    if (faults.size === mostFaults) break;
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

/** The code of a member that is refused by `NotTaken`; undefined for any other fault. */
function keptBy(root: Contract, { keyword, instancePath, params }: ErrorObject): ProblemCode | undefined {
  if (keyword !== 'additionalProperties') return undefined;
  let at: Contract | undefined = root;
  for (const step of instancePath.split('/').slice(1)) {
    // an index of a list keeps the contract of its items
    if (!/^\d+$/.test(step)) at = (at && membersOf(at).get(step)?.nested) ?? at;
  }
  for (; at && isContract(at); at = Object.getPrototypeOf(at) as Contract) {
    const code = kept.get(at)?.get(String(params['additionalProperty']));
    if (code) return code;
  }
  return undefined;
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
