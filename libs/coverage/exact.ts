/** Whole yen: a number while that is exact, a bigint beyond 2^53 (sums over many lines). */
export type WholeYen = number | bigint;

const million = 1_000_000;

/** A rate (0–1 with at most 6 decimals) as whole millionths. */
const millionthsOf = (rate: number): number => Math.round(rate * million);

function share(yen: number, millionths: number): number {
  const product = yen * millionths;
  return product <= Number.MAX_SAFE_INTEGER
    ? (product - (product % million)) / million
    : Number((BigInt(yen) * BigInt(millionths)) / BigInt(million));
}

/** floor(yen × rate), exactly: whole yen ≥ 0, a rate 0–1 with at most 6 decimals. */
export function floorOfShare(yen: number, rate: number): number {
  return share(yen, millionthsOf(rate));
}

/** floor(yen × (1 − rate)), exactly. */
export function floorOfRest(yen: number, rate: number): number {
  return share(yen, million - millionthsOf(rate));
}

/** min(yen, each × count), exactly: all whole and ≥ 0; the product may be far beyond 2^53. */
export function atMostProduct(yen: number, each: number, count: number): number {
  const product = each * count;
  return product <= Number.MAX_SAFE_INTEGER ? Math.min(yen, product) : yen;
}

/** a + b, exactly. */
export function addYen(a: WholeYen, b: number): WholeYen {
  const sum = typeof a === 'number' ? a + b : a;
  return typeof sum === 'number' && sum <= Number.MAX_SAFE_INTEGER ? sum : BigInt(a) + BigInt(b);
}
