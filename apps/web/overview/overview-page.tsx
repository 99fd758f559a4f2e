import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Page, Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { Tiles } from './dashboard-tiles.js';
import { LaneAmounts } from './lane-amounts.js';
import { NearLimits } from './near-limits.js';

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
            <Tiles of={dashboard.tiles} />
            <p className={style.hint}>{t.asOf(format.moment(dashboard.asOf))}</p>
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
            <LaneAmounts of={dashboard.lanes} />
            <NearLimits of={dashboard.nearLimits} />
          </>
        )}
      </Shown>
    </Page>
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
