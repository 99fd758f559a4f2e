import { useApp } from '../../text/use-text.js';
import style from './list.module.css';

/** How the rows of a list stand together; what is chosen stands in the address, by `onChange`. */
export function Grouping({
  of: ways,
  chosen,
  onChange,
}: {
  readonly of: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: string;
  readonly onChange: (value: string) => void;
}) {
  const t = useApp().texts.list;
  return (
    <span className={style.chip}>
      <label>
        {t.grouping}：
        <select value={chosen} onChange={(event) => onChange(event.currentTarget.value)}>
          {ways.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </span>
  );
}
