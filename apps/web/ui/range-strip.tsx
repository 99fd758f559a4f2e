import style from './charts.module.css';

const [width, height] = [340, 48];
const [middle, half] = [24, 7];

/**
 * A range on a line from 0: from end to end, the middle half as a box with its median, and one figure marked above it.
 * `label` says the same in words; `write` says a figure with its unit.
 */
export function RangeStrip({
  of: { smallest, lowerQuartile, median, upperQuartile, largest },
  mark,
  write,
  label,
}: {
  readonly of: Readonly<Record<'smallest' | 'lowerQuartile' | 'median' | 'upperQuartile' | 'largest', number>>;
  readonly mark: { readonly at: number; readonly written: string };
  readonly write: (figure: number) => string;
  readonly label: string;
}) {
  const most = Math.max(1, largest, mark.at);
  const x = (figure: number): number => 6 + (figure / most) * (width - 12);
  const at = x(mark.at);
  const isRight = at > width / 2;
  return (
    <svg className={style.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {/* the label says it in words */}
      <g aria-hidden="true">
        <line className={style.base} x1={x(0)} x2={x(most)} y1={height - 13} y2={height - 13} />
        <line className={style.whisker} x1={x(smallest)} x2={x(largest)} y1={middle} y2={middle} />
        {[smallest, largest].map((end, no) => (
          <line key={no} className={style.whisker} x1={x(end)} x2={x(end)} y1={middle - 4} y2={middle + 4} />
        ))}
        <rect
          className={style.box}
          x={x(lowerQuartile)}
          width={Math.max(1, x(upperQuartile) - x(lowerQuartile))}
          y={middle - half}
          height={2 * half}
        />
        <line className={style.middle} x1={x(median)} x2={x(median)} y1={middle - half} y2={middle + half} />
        <path className={style.mark} d={`M${at} ${middle - half - 1}l5-8h-10z`} />
        <text className={style.strong} x={at + (isRight ? -8 : 8)} y="12" textAnchor={isRight ? 'end' : 'start'}>
          {mark.written}
        </text>
        <text x={x(0)} y={height - 1} textAnchor="start">
          0
        </text>
        <text x={x(most)} y={height - 1} textAnchor="end">
          {write(most)}
        </text>
      </g>
    </svg>
  );
}
