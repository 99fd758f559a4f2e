/** Round steps from 0 to the first that is not below a figure: at most so many after the 0. */
export function ticksTo(most: number, steps: number): number[] {
  const least = Math.max(1, most) / steps;
  const scale = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((one) => Math.max(1, Math.round(one * scale))).find((one) => one >= least) ?? 1;
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, at) => at * step);
}
