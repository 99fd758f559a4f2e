import type { Words } from './coded-text.js';

declare const unit: unique symbol;

/** A number of one unit: the compiler accepts neither a plain number nor another unit for it. */
type Figure<U extends string> = number & { readonly [unit]: U };

export type Yen = Figure<'yen'>;
export type Count = Figure<'count'>;
export type Days = Figure<'days'>;
export type Day = string & { readonly [unit]: 'day' };

/** A value without its units, with its members and items: the form in which a request is made. */
export type Unitless<T> =
  T extends Figure<string>
    ? number
    : T extends Day
      ? string
      : T extends readonly (infer I)[]
        ? Unitless<I>[]
        : T extends object
          ? { [K in keyof T]: Unitless<T[K]> }
          : T;

export function yen(amount: number | string): Yen {
  const whole = typeof amount === 'string' ? wholeNumber(amount) : amount;
  if (!Number.isSafeInteger(whole) || whole < 0) {
    throw new RangeError('An amount of money is a whole number of yen, 0 or more, that a safe integer can hold.');
  }
  // -0 would be stored and hashed differently from 0
  return (whole === 0 ? 0 : whole) as Yen;
}

export function sumOf(amounts: readonly Yen[]): Yen {
  return yen(amounts.reduce<number>((sum, amount) => sum + amount, 0));
}

export function yenInWords(amount: number): Words {
  const figure = amount.toLocaleString('en-US');
  return { ja: `${figure}円`, en: `${figure} yen` };
}

export function count(things: number | readonly unknown[] | ReadonlySet<unknown>): Count {
  const many = typeof things === 'number' ? things : 'size' in things ? things.size : things.length;
  if (!Number.isSafeInteger(many) || many < 0) throw new RangeError('A count is a whole number, 0 or more.');
  return many as Count;
}

export function daysBetween(from: string, to: string): Days {
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  if (!Number.isSafeInteger(days)) throw new RangeError('Days lie between two calendar days.');
  return days as Days;
}

/** The database gives a bigint as text; '1e3', ' 5' and '' are numbers to JavaScript but not amounts. */
function wholeNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** Whether the shortest form of the double has at most six decimals, as for rates and hours; any size. */
export function hasSixDecimals(value: number): boolean {
  // beyond, neighbouring doubles are further apart than the sixth decimal
  return Math.abs(value) >= 2 ** 33 || Math.round(value * 1e6) / 1e6 === value;
}
