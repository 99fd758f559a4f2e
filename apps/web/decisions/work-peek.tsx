import { Link } from '@tanstack/react-router';
import { Steps } from '../expenses/assessment-steps.js';
import { useCategoryName } from '../expenses/category-select.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Countdown } from '../ui/countdown.js';
import { Facts } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { Loading } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { LimitsAfter } from './limits-after.js';
import { useNameOfWork, WorkState, type Work } from './work-columns.js';

/** A line beside its list: what an approval would pay and why, what is left to do before it, what it leaves. */
export function WorkPeek({ of: work }: { readonly of: Work }) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  const nameOf = useCategoryName();
  const nameOfWork = useNameOfWork();
  const { item, look } = work;
  const canPreview = item.state === 'accepted' && item.expenseState === 'in-review';
  const preview = useRead('/expenses/{id}/decision-preview', { path: { id: item.expenseId } }, { enabled: canPreview });
  return (
    <>
      <p>
        <Countdown to={item.dueAt} from={item.since} />
      </p>
      <h2 className={style.sub}>{item.institutionName ?? texts.cases.notMatched}</h2>
      <p className={style.hint}>
        <Link to="/expenses/$id" params={{ id: item.expenseId }}>
          {nameOfWork(work)}
        </Link>
        {'　'}
        {nameOf(item.category)}
      </p>
      <Facts
        of={[
          [texts.expenses.claimed, format.yen(item.claimed)],
          [t.assessedNow, preview.data ? <strong>{format.yen(preview.data.assessed)}</strong> : null],
          [texts.expenses.state, <WorkState of={work} />],
          [t.lapses, item.lapsesAt && item.state === 'offered' ? format.moment(item.lapsesAt) : null],
          [t.assignee, item.assignee?.name ?? t.nobody],
        ]}
      />
      {canPreview && preview.isPending && <Loading />}
      {canPreview && preview.error ? <ProblemNote error={preview.error} /> : null}
      {preview.data && (
        <>
          <Steps of={preview.data.steps} />
          <LimitsAfter of={preview.data.limits} />
        </>
      )}
      {look && look.flags.length > 0 && (
        <ul className={style.plainList}>
          {look.flags.map((flag) => (
            <li key={flag.code}>
              <Status tone="warn">{say(flag)}</Status>
            </li>
          ))}
        </ul>
      )}
      {!look && item.reasons.length > 0 && (
        <>
          <h3 className={style.sub}>{t.whyAssigned}</h3>
          <ul>
            {item.reasons.map((reason) => (
              <li key={reason.code}>{say(reason)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
