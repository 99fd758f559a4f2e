import type { Count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import style from '../ui/ui.module.css';

type Errand = Schemas['ErrandCountsDto'];

export function ErrandTable({ of: errands }: { readonly of: readonly Errand[] }) {
  const { texts, format, language } = useApp();
  const t = texts.queues;
  return (
    <table className={`${style.table} ${style.cards}`}>
      <thead>
        <tr>
          <th scope="col">{t.kind}</th>
          <th scope="col" className={style.number}>
            {t.waiting}
          </th>
          <th scope="col">{t.since}</th>
          {[t.underWay, t.secondTries].map((name) => (
            <th key={name} scope="col" className={style.number}>
              {name}
            </th>
          ))}
          <th scope="col">{t.nextAt}</th>
          {[t.dead, t.unknown].map((name) => (
            <th key={name} scope="col" className={style.number}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {errands.map((one) => (
          <tr key={one.errand}>
            <th scope="row" data-label={t.kind}>
              {language === 'ja' ? one.nameJa : one.nameEn}
            </th>
            <Figure of={one.waiting} label={t.waiting} />
            <td data-label={t.since}>{one.waitingSince ? t.sinceMoment(format.moment(one.waitingSince)) : '－'}</td>
            <Figure of={one.underWay} label={t.underWay} />
            <Figure of={one.secondTries} label={t.secondTries} />
            <td data-label={t.nextAt}>{one.nextAt ? format.moment(one.nextAt) : '－'}</td>
            <Figure of={one.dead} label={t.dead} />
            <Figure of={one.unknown} label={t.unknown} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Figure({ of: count, label }: { readonly of: Count; readonly label: string }) {
  const { format } = useApp();
  return (
    <td data-label={label} className={style.number}>
      {format.count(count)}
    </td>
  );
}
