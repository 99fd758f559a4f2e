import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import style from '../ui/ui.module.css';

/** Every limit, and the deductible, before and after: what the ledger would post. */
export function LimitsAfter({ of: limits }: { readonly of: readonly Schemas['LimitAfterDto'][] }) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  const shown = limits.filter(({ bucket, limit }) => bucket !== 'deductible' || limit > 0);
  if (shown.length === 0) return null;
  return (
    <table className={style.table}>
      <caption className="visually-hidden">{t.limitsAfter}</caption>
      <thead>
        <tr>
          <th scope="col">{t.limitsAfter}</th>
          <th scope="col" className={style.number}>
            {t.before}
          </th>
          <th scope="col" className={style.number}>
            {t.after}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ bucket, nameJa, nameEn, remaining, remainingAfter }) => (
          <tr key={bucket}>
            <th scope="row">{say({ textJa: nameJa, textEn: nameEn })}</th>
            <td className={style.number}>{format.yen(remaining)}</td>
            <td className={style.number}>
              <strong>{format.yen(remainingAfter)}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
