import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { Exhaustion, LargeLosses, LongUnpaid, MassEvents } from './department-money.js';
import { Arrivals, Times } from './department-weeks.js';
import { OpenPhases, UndecidedAges, Workload } from './department-work.js';
import own from './department.module.css';

/** So often (ms) the kept figures are read again: no live update tells of them. */
const readEvery = 30_000;

/** The weekly meeting's figures: pictures with their tables, all of one moment; underlined figures open lists. */
export function DepartmentPage() {
  const { texts, format } = useApp();
  const t = texts.department;
  const query = useRead('/department', {}, { every: readEvery });
  return (
    <Page width="wide" title={t.title}>
      <Shown of={query}>
        {(figures) => (
          <>
            <p className={style.hint}>{t.asOf(format.moment(figures.asOf))}</p>
            <div className={`${own.row} ${own.first}`}>
              <Arrivals of={figures.arrivals} />
              <Times of={figures.times} />
            </div>
            <div className={own.row}>
              <Workload of={figures.workload} />
              <div>
                <OpenPhases of={figures.phases} />
                <UndecidedAges of={figures.ages} />
              </div>
            </div>
            <div className={own.row}>
              <LongUnpaid of={figures.longUnpaid} />
            </div>
            <div className={own.row}>
              <LargeLosses of={figures.largeLosses} />
              <MassEvents of={figures.massEvents} />
            </div>
            <Exhaustion of={figures.exhaustion} />
          </>
        )}
      </Shown>
    </Page>
  );
}
