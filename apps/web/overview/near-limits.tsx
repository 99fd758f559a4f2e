import type { Schemas } from '../api/api.js';
import { Link } from '@tanstack/react-router';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Meter } from '../ui/meter.js';
import style from '../ui/ui.module.css';

type Dashboard = Schemas['DashboardDto'];

export function NearLimits({ of: limits }: { readonly of: Dashboard['nearLimits'] }) {
  const { texts, format, say } = useApp();
  const t = texts.overview;
  return (
    <Section title={t.near}>
      <p className={style.hint}>{t.nearLead}</p>
      {limits.length === 0 ? (
        <p>{t.noNear}</p>
      ) : (
        <ul className={style.plainList}>
          {limits.map((limit) => (
            <li key={`${limit.policyId} ${limit.bucket} ${limit.remaining}`} className={style.panel}>
              <p className={`${style.row} ${style.spread}`}>
                <Link to="/cases" search={{ institutionId: limit.institutionId, standing: 'open' }}>
                  {limit.institutionName}
                </Link>
                <span>
                  {t.policy} {limit.policyNumber}
                </span>
              </p>
              <p>
                {say(limit)}：<strong>{format.yen(limit.remaining)}</strong>
                <span className={style.hint}>（{t.of(format.yen(limit.limit))}）</span>
              </p>
              <Meter
                limit={limit.limit}
                parts={[
                  { kind: 'paid', yen: limit.paid },
                  { kind: 'held', yen: limit.held },
                ]}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
