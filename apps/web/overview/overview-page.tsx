import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useUser, type Role } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Page, Section, Shown } from '../ui/page.js';
import style from '../ui/ui.module.css';

type Dashboard = Schemas['DashboardDto'];

/** What waits, where, how old and how much; every figure opens the list it counts. */
export function OverviewPage() {
  const { texts, format } = useApp();
  const t = texts.overview;
  const query = useRead('/dashboard', {});
  return (
    <Page title={t.title}>
      <Shown of={query}>
        {(dashboard) => (
          <>
            <p className={style.hint}>{t.asOf(format.moment(dashboard.asOf))}</p>
            <Tiles of={dashboard.tiles} />
            <div className={style.grid}>
              <Section title={t.phases}>
                <Bars
                  of={dashboard.phases.map((phase) => ({
                    ...phase,
                    link: (inside) => (
                      <Link to="/cases" search={{ phase: phase.code }}>
                        {inside}
                      </Link>
                    ),
                  }))}
                />
              </Section>
              <Section title={t.ages}>
                <Bars
                  of={dashboard.ages.map((age) => ({
                    ...age,
                    link: (inside) => (
                      <Link
                        to="/cases"
                        search={{
                          standing: 'open',
                          ...(age.reportedFrom ? { reportedFrom: age.reportedFrom } : {}),
                          ...(age.reportedBefore ? { reportedBefore: age.reportedBefore } : {}),
                        }}
                      >
                        {inside}
                      </Link>
                    ),
                  }))}
                />
              </Section>
            </div>
            <Lanes of={dashboard.lanes} />
            <NearLimits of={dashboard.nearLimits} />
          </>
        )}
      </Shown>
    </Page>
  );
}

/** Where each tile leads. */
const tileLinks: Readonly<Record<string, (inside: ReactNode) => ReactNode>> = {
  new: (inside) => (
    <Link to="/cases" search={{ state: 'reported', sort: 'oldest' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'call-back-late': (inside) => (
    <Link to="/cases" search={{ callBack: 'late', sort: 'oldest' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'to-open': (inside) => (
    <Link to="/cases" search={{ state: 'triaged', sort: 'oldest' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'support-amber': (inside) => (
    <Link to="/support" search={{ state: 'amber' }} className={style.tile}>
      {inside}
    </Link>
  ),
  unassigned: (inside) => (
    <Link to="/work" search={{ view: 'unassigned' }} className={style.tile}>
      {inside}
    </Link>
  ),
  late: (inside) => (
    <Link to="/work" search={{ view: 'late' }} className={style.tile}>
      {inside}
    </Link>
  ),
  proposed: (inside) => (
    <Link to="/expenses" search={{ state: 'proposed' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'consent-asked': (inside) => (
    <Link to="/pre-approvals" className={style.tile}>
      {inside}
    </Link>
  ),
  'account-wanted': (inside) => (
    <Link to="/payment-waits" className={style.tile}>
      {inside}
    </Link>
  ),
  'to-pay': (inside) => (
    <Link to="/payments" search={{ state: 'scheduled' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'outlook-to-call': (inside) => (
    <Link to="/outlook-corrections" search={{ list: 'to-call' }} className={style.tile}>
      {inside}
    </Link>
  ),
  'late-arrivals': (inside) => (
    <Link to="/late-arrivals" className={style.tile}>
      {inside}
    </Link>
  ),
  'outlook-to-act': (inside) => (
    <Link to="/outlook-corrections" search={{ list: 'to-act' }} className={style.tile}>
      {inside}
    </Link>
  ),
};

/** Lists of which somebody may read none, or only a part: they see how long the whole is. */
const notOpen: Readonly<Partial<Record<Role, readonly string[]>>> = {
  payments: ['support-amber', 'unassigned', 'late', 'outlook-to-call', 'outlook-to-act', 'late-arrivals'],
  adjuster: ['unassigned', 'late', 'late-arrivals'],
};

function Tiles({ of: tiles }: { readonly of: Dashboard['tiles'] }) {
  const { texts, format, say } = useApp();
  const { roles } = useUser();
  return (
    <Section title={texts.overview.waiting}>
      <ul className={style.tiles}>
        {tiles.map(({ code, count, ...name }) => {
          const inside = (
            <>
              <strong>{format.count(count)}</strong>
              {say(name)}
            </>
          );
          return (
            <li key={code}>
              {roles.every((role) => notOpen[role]?.includes(code)) ? (
                <div className={style.tile}>{inside}</div>
              ) : (
                tileLinks[code]?.(inside)
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Counts as bars beside their words. */
function Bars({
  of: bars,
}: {
  readonly of: readonly (Schemas['CountedDto'] & { link: (inside: ReactNode) => ReactNode })[];
}) {
  const { texts, format, say } = useApp();
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ul className={style.plainList}>
      {bars.map((bar) => (
        <li key={bar.code} className={style.barRow}>
          <span>{say(bar)}</span>
          <span aria-hidden="true">
            <span className={style.length} style={{ display: 'block', width: `${(bar.count / most) * 100}%` }} />
          </span>
          <span className={style.number}>{bar.link(texts.overview.cases(format.count(bar.count)))}</span>
        </li>
      ))}
    </ul>
  );
}

function Lanes({ of: lanes }: { readonly of: Dashboard['lanes'] }) {
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

function NearLimits({ of: limits }: { readonly of: Dashboard['nearLimits'] }) {
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
              <div className={style.bar} aria-hidden="true">
                <span className={style.paid} style={{ width: `${(limit.paid / limit.limit) * 100}%` }} />
                <span className={style.held} style={{ width: `${(limit.held / limit.limit) * 100}%` }} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
