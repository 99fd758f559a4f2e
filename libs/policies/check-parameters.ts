import { categories, type ContractParameters, type Coverage } from '#coverage';
import type { FieldFault } from '#platform';

const mostYen = 999_999_999_999_999;
const coverages: readonly Coverage[] = ['response-expense', 'liability', 'business-interruption'];

type Check = (value: unknown) => string | null;

const isCount: Check = (value) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= mostYen ? null : `0 – ${mostYen}`;
const oneOf =
  (...allowed: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && allowed.includes(value) ? null : allowed.join(', ');

/** What the engine takes for each open point; the text names what is allowed where a value is refused. */
const checks: { readonly [N in keyof Required<Omit<ContractParameters, 'ratio'>>]: Check } = {
  condolenceCapPerPerson: isCount,
  businessInterruptionInsideAggregate: (value) => (typeof value === 'boolean' ? null : 'true, false'),
  preventionDeduction: oneOf('indemnifiable', 'spent'),
  responseExpenseLimitScope: oneOf('period', 'incident'),
  deductibleAppliesTo: (value) =>
    Array.isArray(value) && value.every((one) => coverages.some((coverage) => coverage === one))
      ? null
      : `[${coverages.join(', ')}]`,
  expenseWindowDays: isCount,
  isolationAfterConfirmation: oneOf('refer', 'payable'),
};

const isRate: Check = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1 && Number(value.toFixed(6)) === value
    ? null
    : '0 – 1, at most 6 decimals';

/** Everything in contract parameters that the engine would refuse, by JSON pointer below `pointer`; empty when it takes them. */
export function parameterFaults(parameters: object, pointer: string): FieldFault[] {
  return Object.entries(parameters).flatMap(([name, value]) => {
    const at = `${pointer}/${escaped(name)}`;
    if (name === 'ratio') return ratioFaults(value, at);
    const check = Object.hasOwn(checks, name) ? checks[name as keyof typeof checks] : undefined;
    if (!check) return [unknown(at, ['ratio', ...Object.keys(checks)])];
    return refused(at, check(value));
  });
}

function ratioFaults(value: unknown, pointer: string): FieldFault[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused(pointer, '{category: rate}');
  return Object.entries(value).flatMap(([category, ratio]) => {
    const at = `${pointer}/${escaped(category)}`;
    if (!categories.some((known) => known === category)) return [unknown(at, categories)];
    return refused(at, isRate(ratio));
  });
}

const refused = (pointer: string, allowed: string | null): FieldFault[] =>
  allowed === null ? [] : [{ pointer, code: 'policies.parameter-refused', allowed }];
const unknown = (pointer: string, allowed: readonly string[]): FieldFault => ({
  pointer,
  code: 'policies.parameter-unknown',
  allowed: allowed.join(', '),
});
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
