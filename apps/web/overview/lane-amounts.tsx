import type { Schemas } from '../api/api.js';
import { Link } from '@tanstack/react-router';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import style from '../ui/ui.module.css';

type Dashboard = Schemas['DashboardDto'];

export function LaneAmounts({ of: lanes }: { readonly of: Dashboard['lanes'] }) {
  const { texts, format, say } = useApp();
  const t = texts.overview;
  return (
    <Section title={t.lanes}>
      <table className={`${style.table} ${style.cards}`}>
        <thead>
          <tr>
            <th scope="col">{t.lane}</th>
            <th scope="col" className={style.number}>
              {t.undecided}
            </th>
            <th scope="col" className={style.number}>
              {t.approved}
            </th>
            <th scope="col" className={style.number}>
              {t.paid}
            </th>
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane) => (
            <tr key={lane.lane}>
              <th scope="row" data-label={t.lane}>
                {say(lane)}
              </th>
              {(['undecided', 'approved', 'paid'] as const).map((standing) => (
                <td key={standing} data-label={t[standing]} className={style.number}>
                  <Link to="/expenses" search={{ lane: lane.lane, standing }}>
                    {t.countYen(format.count(lane[standing].count), format.yen(lane[standing].yen))}
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
