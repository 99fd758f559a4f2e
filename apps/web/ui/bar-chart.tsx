import style from './charts.module.css';
import { ticksTo } from './ticks.js';

interface Bar {
  readonly key: string;
  /** What stands below it, where there is room. */
  readonly name: string;
  readonly count: number;
  readonly written: string;
  /** Its time is not over. */
  readonly isPartial?: boolean;
}

const [width, height, right] = [392, 180, 34];
const base = height - 28;

/** Counts one after the other as bars; the highest and the last with their figures. `label` says the same in words. */
export function BarChart({ of: bars, label }: { readonly of: readonly Bar[]; readonly label: string }) {
  const ticks = ticksTo(Math.max(...bars.map(({ count }) => count), 1), 3);
  const top = ticks.at(-1) ?? 1;
  const y = (count: number): number => base - (count / top) * (base - 24);
  const step = (width - right) / bars.length;
  const most = Math.max(...bars.map(({ count }) => count));
  const highest = bars.findIndex(({ count }) => count === most);
  const every = Math.max(1, Math.ceil(bars.length / 4));
  return (
    <svg className={style.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {/* the label says it in words */}
      <g aria-hidden="true">
        {ticks.slice(1).map((tick) => (
          <g key={tick}>
            <line className={style.grid} x1="0" x2={width - right} y1={y(tick)} y2={y(tick)} />
            <text x={width - right + 6} y={y(tick) + 4}>
              {tick}
            </text>
          </g>
        ))}
        {bars.map(({ key, name, count, written, isPartial }, at) => {
          const middle = step * at + step / 2;
          const isNamed = (bars.length - 1 - at) % every === 0;
          return (
            <g key={key}>
              <rect
                className={isPartial ? style.partial : style.bar}
                x={step * at + step * 0.1}
                width={step * 0.8}
                y={y(count)}
                height={base - y(count)}
              />
              {count > 0 && (at === highest || at === bars.length - 1) && (
                <text className={style.strong} textAnchor="middle" x={middle} y={y(count) - 5}>
                  {written}
                </text>
              )}
              {isNamed && (
                <text textAnchor={at === 0 ? 'start' : 'middle'} x={at === 0 ? 0 : middle} y={height - 10}>
                  {name}
                </text>
              )}
            </g>
          );
        })}
        <line className={style.base} x1="0" x2={width - right} y1={base} y2={base} />
      </g>
    </svg>
  );
}
