import type { ReactNode } from 'react';
import { useApp } from '../../text/use-text.js';
import style from './list.module.css';

export interface Filter {
  readonly key: string;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Conditions of a list as chips; what is chosen stands in the address, by `onChange`. */
export function Filters({
  of: filters,
  chosen,
  onChange,
  children,
}: {
  readonly of: readonly Filter[];
  readonly chosen: Readonly<Record<string, string | undefined>>;
  readonly onChange: (key: string, value: string | undefined) => void;
  /** Other ways to narrow the list. */
  readonly children?: ReactNode;
}) {
  const { texts } = useApp();
  const t = texts.list;
  return (
    <div className={style.filters} role="group" aria-label={t.filters}>
      {filters.map(({ key, name, options }) => (
        <span key={key} className={style.chip} data-on={chosen[key] ? true : undefined}>
          <label>
            {name}：
            <select
              value={chosen[key] ?? ''}
              onChange={(event) => onChange(key, event.currentTarget.value || undefined)}
            >
              <option value="">{t.all}</option>
              {options.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          {chosen[key] && (
            <button type="button" aria-label={t.takeOff(name)} onClick={() => onChange(key, undefined)}>
              ×
            </button>
          )}
        </span>
      ))}
      {children}
    </div>
  );
}

/** Conditions of the address that no filter shows, each as a chip that can be taken off. */
export function Also({
  of: conditions,
  onRemove,
}: {
  readonly of: readonly { readonly key: string; readonly words: string }[];
  readonly onRemove: (key: string) => void;
}) {
  const { texts } = useApp();
  return conditions.map(({ key, words }) => (
    <span key={key} className={style.chip} data-on>
      {words}
      <button type="button" aria-label={texts.list.takeOff(words)} onClick={() => onRemove(key)}>
        ×
      </button>
    </span>
  ));
}

/** Spans of days in the address, from the first day to the one before the last, each as such a chip. */
export function Spans({
  of: spans,
  chosen,
  onRemove,
}: {
  readonly of: readonly { readonly keys: readonly [string, string]; readonly name: string }[];
  readonly chosen: Readonly<Record<string, string | undefined>>;
  readonly onRemove: (keys: readonly [string, string]) => void;
}) {
  const { texts, format } = useApp();
  const set = spans.flatMap(({ keys, name }) => {
    const [from, before] = [chosen[keys[0]], chosen[keys[1]]];
    if (!isDay(from) && !isDay(before)) return [];
    const days = texts.list.span(
      isDay(from) ? format.shortDay(from) : null,
      isDay(before) ? format.shortDay(dayBefore(before)) : null,
    );
    return [{ key: keys[0], words: `${name}：${days}`, keys }];
  });
  return (
    <Also of={set} onRemove={(key) => set.filter((one) => one.key === key).forEach(({ keys }) => onRemove(keys))} />
  );
}

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
