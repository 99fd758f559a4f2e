declare const yenBrand: unique symbol;

export type Yen = number & { readonly [yenBrand]: 'yen' };

export function yen(amount: number | string): Yen {
  const whole = typeof amount === 'string' ? wholeNumber(amount) : amount;
  if (!Number.isSafeInteger(whole) || whole < 0) {
    throw new RangeError('An amount of money is a whole number of yen, 0 or more, that a safe integer can hold.');
  }
  // -0 would be stored and hashed differently from 0
  return (whole === 0 ? 0 : whole) as Yen;
}

/** The database gives a bigint as text; '1e3', ' 5' and '' are numbers to JavaScript but not amounts. */
function wholeNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** At most six decimals in the shortest form of the double, as rates and hours have; any size. */
export function hasSixDecimals(value: number): boolean {
  // beyond, neighbouring doubles lie further apart than the sixth decimal
  return Math.abs(value) >= 2 ** 33 || Math.round(value * 1e6) / 1e6 === value;
}
