import style from './meter.module.css';

/** What takes of a limit, each by its strength and its pattern; what is left is empty. */
export type MeterPart = 'paid' | 'held' | 'ordered' | 'asked';

interface Part {
  readonly kind: MeterPart;
  readonly yen: number;
}

/** How much of the bar each part fills (%): together not more than all of it. */
function sharesOf(limit: number, parts: readonly Part[]) {
  let from = 0;
  return parts.map(({ kind, yen }) => {
    const share = limit === 0 ? 0 : Math.min(100 - from, (yen / limit) * 100);
    from += share;
    return { kind, share };
  });
}

/**
 * A limit as a bar (yen), filled in the order of the parts and never beyond its end. `label` says the same in words;
 * without one the words stand beside it.
 */
export function Meter({
  limit,
  parts,
  label,
}: {
  readonly limit: number;
  readonly parts: readonly Part[];
  readonly label?: string;
}) {
  return (
    <div
      className={style.meter}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {sharesOf(limit, parts)
        .filter(({ share }) => share > 0)
        .map(({ kind, share }) => (
          <i key={kind} className={style[kind]} style={{ width: `${share}%` }} />
        ))}
    </div>
  );
}

/** The pattern of a part beside its word; without one what is left. */
export function Swatch({ of: kind }: { readonly of?: MeterPart }) {
  return <span className={`${style.swatch} ${kind ? (style[kind] ?? '') : ''}`} aria-hidden="true" />;
}
