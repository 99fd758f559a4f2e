import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useSpeech } from '../text/language.js';
import style from './ui.module.css';

/** Which rows and columns of a file are not taken, and why. */
export function NotTaken({ leftOut }: { readonly leftOut: Schemas['NotTakenDto'] }) {
  const { common: t } = useSpeech().texts;
  const { rows, count: many, hiddenColumns } = leftOut;
  if (many + hiddenColumns.length === 0) return null;
  return (
    <div className={`${style.panel} ${style.soft}`}>
      {many > 0 && (
        <>
          <h3 className={style.sub}>{t.notTaken(many)}</h3>
          <ul className={style.plainList}>
            {rows.map(({ line, why, text }) => (
              <li key={line}>
                {t.fileRowNo(line)}（{t.notTakenWhy[why]}）：{text}
              </li>
            ))}
          </ul>
          {many > rows.length && <p>{t.notTakenMore(count(many - rows.length))}</p>}
        </>
      )}
      {hiddenColumns.map(({ column, heading }) => (
        <p key={column}>{t.columnHidden(column, heading)}</p>
      ))}
    </div>
  );
}

const forms: Readonly<Record<string, string>> = {
  'utf-8': 'CSV（UTF-8）',
  shift_jis: 'CSV（Shift_JIS）',
  'utf-16': 'CSV（UTF-16）',
  xlsx: 'Excel',
};
/** How a file is written, as people call it. */
export const formOf = (encoding: string): string => forms[encoding] ?? encoding;

/** What is wrong in a row of a file, column by column. */
export function RowFaults({ faults }: { readonly faults: readonly Schemas['CellFaultDto'][] }) {
  const { texts, say } = useSpeech();
  return (
    <ul className={style.plainList}>
      {faults.map((fault) => (
        <li key={`${fault.column} ${fault.code}`} className={style.bad}>
          {fault.column === '' ? '' : texts.common.faultIn(fault.column)}
          {say(fault)}
          {fault.allowed ? `（${fault.allowed}）` : ''}
        </li>
      ))}
    </ul>
  );
}
