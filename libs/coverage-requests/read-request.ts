import { Ajv, type ErrorObject } from 'ajv';
import { isDay, type CoverageRequest } from '#coverage';
import { hasSixDecimals } from '#kernel';
import { parametersSchema, requestSchema } from './request-schema.js';

/** A fault at one place of a request, by JSON pointer (RFC 6901). */
export interface RequestFault {
  readonly pointer: string;
  readonly code: FaultCode;
  readonly message: string;
  /** The allowed values, where they are a closed list. */
  readonly allowed?: string;
}

/** Codes of the catalogue of refusals. */
export type FaultCode =
  | 'requests.field-missing'
  | 'requests.unknown-field'
  | 'requests.wrong-type'
  | 'requests.not-one-of'
  | 'requests.no-such-date'
  | 'requests.wrong-form'
  | 'requests.out-of-range'
  | 'assessments.contradiction';

/** Reads a request: answers it, or every fault of it, each pointer once. Repairs nothing. */
export type ReadRequest = (
  value: unknown,
) => { readonly request: CoverageRequest } | { readonly faults: readonly RequestFault[] };

/** A reader of requests for these versions of the terms; the schema is compiled once. */
export function requestReader(termsVersions: readonly string[]): ReadRequest {
  const validate = checker().compile(requestSchema(termsVersions));
  return (value) => {
    const faults = new Map<string, RequestFault>();
    const add = (fault: RequestFault): void => {
      if (!faults.has(fault.pointer)) faults.set(fault.pointer, fault);
    };
    // an error of "if" repeats the faults of its parts
    if (!validate(value))
      (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').forEach((error) => add(faultOf(error)));
    for (const [pointer, message] of betweenMembers(value, faults))
      add({ pointer, message, code: 'assessments.contradiction' });
    return faults.size === 0 ? { request: value as CoverageRequest } : { faults: [...faults.values()] };
  };
}

/** A reader of contract parameters: answers every fault of them, by pointer; none when the engine accepts them. */
export function parameterReader(): (parameters: unknown) => readonly RequestFault[] {
  const validate = checker().compile(parametersSchema);
  return (parameters) => {
    const faults = new Map<string, RequestFault>();
    if (!validate(parameters))
      for (const fault of (validate.errors ?? []).map(faultOf))
        if (!faults.has(fault.pointer)) faults.set(fault.pointer, fault);
    return [...faults.values()];
  };
}

function checker(): Ajv {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
  ajv.addFormat('date', isDay);
  ajv.addKeyword({
    keyword: 'maxDecimals',
    type: 'number',
    validate: (_six: number, value: number) => hasSixDecimals(value),
    errors: false,
  });
  return ajv;
}

const escaped = (member: string): string => member.replaceAll('~', '~0').replaceAll('/', '~1');

function pointerOf({ instancePath, keyword, params }: ErrorObject): string {
  const member: unknown =
    keyword === 'required'
      ? params['missingProperty']
      : keyword === 'additionalProperties'
        ? params['additionalProperty']
        : undefined;
  return typeof member === 'string' ? `${instancePath}/${escaped(member)}` : instancePath;
}

function faultOf(error: ErrorObject): RequestFault {
  const pointer = pointerOf(error);
  const { keyword, message = 'is not valid', params } = error;
  switch (keyword) {
    case 'required':
      return { pointer, code: 'requests.field-missing', message: 'is missing' };
    case 'additionalProperties':
      return { pointer, code: 'requests.unknown-field', message: 'is not a member of a request' };
    case 'enum': {
      const allowed = (params['allowedValues'] as unknown[]).join(', ');
      return { pointer, code: 'requests.not-one-of', message: `must be one of: ${allowed}`, allowed };
    }
    case 'format':
      return {
        pointer,
        code: 'requests.no-such-date',
        message: 'must be a day of the calendar, YYYY-MM-DD, in the years 0001 to 9999',
      };
    case 'maxDecimals':
      return { pointer, code: 'requests.out-of-range', message: 'must have at most 6 decimals', allowed: '0.000001' };
    case 'minimum':
    case 'maximum':
      return {
        pointer,
        code: 'requests.out-of-range',
        message,
        allowed: `${String(params['comparison'])} ${String(params['limit'])}`,
      };
    case 'type':
      return { pointer, code: 'requests.wrong-type', message, allowed: String(params['type']) };
    case 'pattern':
      return { pointer, code: 'requests.wrong-form', message };
    default:
      return { pointer, code: 'requests.out-of-range', message };
  }
}

type Members = Readonly<Record<string, unknown>>;
const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};

/** Rules over two members, each checked where both are valid; an absent member counts with its default. */
function* betweenMembers(value: unknown, faults: ReadonlyMap<string, unknown>): Generator<[string, string]> {
  const root = membersOf(value);
  const valid = <T>(pointer: string, member: unknown): T | undefined =>
    faults.has(pointer) || member === null ? undefined : (member as T | undefined);
  const policy = membersOf(root['policy']);
  const inception = valid<string>('/policy/inceptionDate', policy['inceptionDate']);
  const expiry = valid<string>('/policy/expiryDate', policy['expiryDate']);
  const since = valid<string>('/policy/continuousSince', policy['continuousSince']);
  if (inception !== undefined && expiry !== undefined && expiry <= inception)
    yield ['/policy/expiryDate', 'must be after inceptionDate'];
  if (inception !== undefined && since !== undefined && since > inception)
    yield ['/policy/continuousSince', 'must not be after inceptionDate'];
  const incident = membersOf(root['incident']);
  const occurred = valid<string>('/incident/occurredOn', incident['occurredOn']);
  const discovered = valid<string>('/incident/discoveredOn', incident['discoveredOn']);
  if (occurred !== undefined && discovered !== undefined && occurred > discovered)
    yield ['/incident/occurredOn', 'must not be after discoveredOn'];
  const used = membersOf(root['used']);
  const [all, ofThis] = ['/used/responseExpense', '/used/responseExpenseThisIncident'];
  if (!faults.has(all) && !faults.has(ofThis)) {
    const [total = 0, part = 0] = [used['responseExpense'], used['responseExpenseThisIncident']] as number[];
    if (part > total) yield [ofThis, 'must not be more than responseExpense'];
  }
  if (!Array.isArray(root['lines'])) return;
  const seen = new Set<unknown>();
  for (const [at, line] of root['lines'].entries()) {
    const id = valid<string>(`/lines/${at}/id`, membersOf(line)['id']);
    if (id === undefined) continue;
    if (seen.has(id)) yield [`/lines/${at}/id`, 'is the id of an earlier line'];
    seen.add(id);
  }
}
