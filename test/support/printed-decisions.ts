/** What a letter says of one decision; whole yen. */
export interface PrintedDecision {
  /** The numbers of the lines that it is about. */
  readonly lines: readonly number[];
  readonly claimed: number;
  /** What each difference takes away; below 0 where it adds something. */
  readonly differences: readonly number[];
  readonly paid: number;
  /** The whole as it is printed, without spaces. */
  readonly text: string;
}

const yenOf = (figure: string): number => Number(figure.replaceAll(',', ''));

/**
 * Reads from the text of a letter what it says of its decisions. Throws where a difference in words is another one than
 * in figures.
 */
export function printedDecisions(letter: string): PrintedDecision[] {
  const text = letter.replaceAll(/\s+/g, '');
  return [...text.matchAll(/明細([\d・]+)[^円]*?ご請求額([\d,]+)円(.*?)お支払額([\d,]+)円/g)].map(
    ([whole, lines = '', claimed = '', between = '', paid = '']) => {
      const differences = [...between.matchAll(/([△＋])([\d,]+)円/g)].map(
        ([, sign, figure = '']) => yenOf(figure) * (sign === '△' ? 1 : -1),
      );
      for (const [said, before = '', after = '', sign, figure = ''] of between.matchAll(
        /([\d,]+)円が([\d,]+)円になります(?:（[^）]*）)?。([△＋])([\d,]+)円/g,
      ))
        if (yenOf(before) - yenOf(after) !== yenOf(figure) * (sign === '△' ? 1 : -1)) throw new Error(said);
      return {
        lines: lines.split('・').map(Number),
        claimed: yenOf(claimed),
        differences,
        paid: yenOf(paid),
        text: whole,
      };
    },
  );
}
