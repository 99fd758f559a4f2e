import style from './charts.module.css';

interface Point {
  readonly key: string;
  readonly name: string;
  /** null: there was nothing. */
  readonly median: number | null;
  readonly p95: number | null;
  /** Something in it was beyond what was promised for it. */
  readonly isLate: boolean;
}

const [width, height, right] = [262, 164, 64];
const [top, base] = [24, height - 28];

/**
 * Median and 95th percentile one after the other, with the promise as a line; a square on the percentile where
 * something was late: a promise to one may be longer than that to all. `write` says a figure with its unit, `label` the
 * same in words.
 */
export function TimeChart({
  of: points,
  promise,
  promiseName,
  write,
  label,
}: {
  readonly of: readonly Point[];
  readonly promise: number | null;
  readonly promiseName: string;
  readonly write: (figure: number) => string;
  readonly label: string;
}) {
  const most = Math.max(1, promise ?? 0, ...points.map(({ p95 }) => p95 ?? 0));
  const x = (at: number): number => (at / Math.max(1, points.length - 1)) * (width - right);
  const y = (figure: number): number => base - (figure / most) * (base - top);
  const lineOf = (figures: readonly (number | null)[]): string =>
    figures
      .map((figure, at) =>
        figure === null ? '' : `${(figures[at - 1] ?? null) === null ? 'M' : 'L'}${x(at)},${y(figure)}`,
      )
      .join(' ');
  const last = points.at(-1);
  return (
    <svg className={style.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {/* the label says it in words */}
      <g aria-hidden="true">
        <line className={style.base} x1="0" x2={width - right} y1={base} y2={base} />
        {promise !== null && (
          <>
            <line className={style.target} x1="0" x2={width - right} y1={y(promise)} y2={y(promise)} />
            <text x="0" y={y(promise) - 5}>
              {promiseName} {write(promise)}
            </text>
          </>
        )}
        <path className={style.p95} d={lineOf(points.map(({ p95 }) => p95))} />
        <path className={style.median} d={lineOf(points.map(({ median }) => median))} />
        {points.map(({ key, median, p95, isLate }, at) => (
          <g key={key}>
            {median !== null && isAlone(points, at) && <circle className={style.bar} cx={x(at)} cy={y(median)} r="3" />}
            {p95 !== null && isLate && (
              <rect className={style.over} x={x(at) - 5} y={y(p95) - 5} width="10" height="10" />
            )}
          </g>
        ))}
        {last && last.median !== null && (
          <text className={style.strong} x={width - right + 6} y={y(last.median) + 4}>
            {write(last.median)}
          </text>
        )}
        {last && last.p95 !== null && last.median !== null && y(last.median) - y(last.p95) > 14 && (
          <text x={width - right + 6} y={y(last.p95) + 4}>
            {write(last.p95)}
          </text>
        )}
        {points.map(({ key, name }, at) =>
          at === 0 || at === Math.floor(points.length / 2) || at === points.length - 1 ? (
            <text key={key} x={x(at)} y={height - 10} textAnchor={at === 0 ? 'start' : 'middle'}>
              {name}
            </text>
          ) : null,
        )}
      </g>
    </svg>
  );
}

/** A point with nothing before and after it makes no line. */
const isAlone = (points: readonly Point[], at: number): boolean =>
  (points[at - 1]?.median ?? null) === null && (points[at + 1]?.median ?? null) === null;

/** What the lines mean. */
export function TimeKeys({
  of: words,
}: {
  readonly of: Readonly<Record<'median' | 'p95' | 'target' | 'over', string>>;
}) {
  return (
    <p>
      {(['median', 'p95', 'target', 'over'] as const).map((line) => (
        <span key={line} style={{ marginInlineEnd: 'var(--s4)', whiteSpace: 'nowrap' }}>
          <i className={style.key} data-line={line} aria-hidden="true" />
          {words[line]}
        </span>
      ))}
    </p>
  );
}
