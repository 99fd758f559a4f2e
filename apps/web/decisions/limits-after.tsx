import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import style from '../ui/ui.module.css';

type Limit = Schemas['LimitAfterDto'];

/** Each limit with what is left of it before and after a decision. */
export function LimitsAfter({ of: limits }: { readonly of: readonly Limit[] }) {
  const { texts, format } = useApp();
  const t = texts.decisions;
  if (limits.length === 0) return null;
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
        {limits.map((limit) => (
          <tr key={limit.bucket}>
            <th scope="row">{t.bucket[limit.bucket]}</th>
            <td className={style.number}>{format.yen(limit.remaining)}</td>
            <td className={style.number}>
              <strong>{format.yen(limit.remainingAfter)}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
