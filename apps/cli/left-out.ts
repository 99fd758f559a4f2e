import type { LeftOut, LeftOutReason } from '#tables';

/** How a file is written, as people call it. */
export const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  shift_jis: 'Shift_JIS',
  'utf-16': 'UTF-16',
  xlsx: 'Excel',
};

const reasons: Readonly<Record<LeftOutReason, readonly [string, string]>> = {
  title: ['見出しより上の行', 'above the heading'],
  hidden: ['表で非表示の行', 'hidden in the sheet'],
  total: ['合計の行', 'a total'],
  'no-amount': ['金額のない行', 'without an amount'],
};
const shown = 10;

/** What of a file was not taken, a line each. */
export function leftOutLines({ rows, count, columns }: LeftOut): string[] {
  return [
    ...rows.slice(0, shown).map(({ line, why, text }) => {
      const [ja, en] = reasons[why];
      return `${line} 行目は取り込みません（${ja}）: ${text}\n  Line ${line} is left out (${en}).`;
    }),
    ...(count > shown
      ? [`ほかに ${count - shown} 行を取り込みません。 ${count - shown} more lines are left out.`]
      : []),
    ...columns.map(
      ({ column, heading }) =>
        `${column} 列（${heading}）は非表示のため取り込みません。 Column ${column} is hidden and left out.`,
    ),
  ];
}
