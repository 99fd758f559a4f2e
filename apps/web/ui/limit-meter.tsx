import style from './limit-meter.module.css';
import { Meter, Swatch, type MeterPart } from './meter.js';

interface Part {
  readonly kind: MeterPart;
  readonly yen: number;
  /** Beside its pattern below the bar. */
  readonly word: string;
}

/**
 * A limit as a bar: each part by its strength and its pattern, what is left empty. `label` says the same in words, with
 * the figures.
 */
export function LimitMeter({
  limit,
  parts,
  rest,
  label,
}: {
  readonly limit: number;
  readonly parts: readonly Part[];
  readonly rest: string;
  readonly label: string;
}) {
  return (
    <div>
      <Meter limit={limit} parts={parts} label={label} />
      <ul className={style.legend} aria-hidden="true">
        {parts.map(({ kind, word }) => (
          <li key={kind}>
            <Swatch of={kind} />
            {word}
          </li>
        ))}
        <li>
          <Swatch />
          {rest}
        </li>
      </ul>
    </div>
  );
}
