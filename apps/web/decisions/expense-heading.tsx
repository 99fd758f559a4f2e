import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { AlsoOpen } from '../shell/presence.js';
import { useApp } from '../text/use-text.js';
import { Countdown } from '../ui/countdown.js';
import { Status, toneOfExpense } from '../ui/status.js';
import { useNow } from '../ui/use-now.js';
import style from './expense-heading.module.css';
import { itemOf } from './take-work-item.js';
import type { Neighbours } from './use-neighbours.js';

type Detail = Schemas['ExpenseDetailDto'];

/** Of which case it is, and under which policy. */
export function ExpenseLead({ of: { id, incidentId, caseNumber, policy } }: { readonly of: Detail }) {
  const { texts, format } = useApp();
  const t = texts.cases;
  return (
    <>
      <Link to="/cases/$id" params={{ id: incidentId }}>
        {caseNumber}
      </Link>
      {policy ? (
        <>
          <span>{t.plan(policy.plan)}</span>
          <span>{t.period(format.day(policy.inceptionDate), format.day(policy.expiryDate))}</span>
        </>
      ) : (
        <span>{t.notMatched}</span>
      )}
      <AlsoOpen incidentId={incidentId} expenseId={id} />
    </>
  );
}

/** Until when it is decided and paid, how it stands, who has it, and its place in one's own list. */
export function ExpensePromises({
  of: expense,
  neighbours,
}: {
  readonly of: Detail;
  readonly neighbours: Neighbours | null;
}) {
  const { texts, format, say } = useApp();
  const [t, d] = [texts.expenses, texts.decisions];
  const now = useNow();
  const item = itemOf(expense);
  const { clock } = expense;
  return (
    <div className={style.promises}>
      <dl>
        {item && (
          <Promise name={d.decideBy}>
            <Countdown to={item.dueAt} from={item.since} />
          </Promise>
        )}
        {clock && (
          <Promise name={d.payBy}>
            {clock.payBy === null ? (
              d.payByOpen
            ) : (
              <>
                {format.shortDay(clock.payBy)}　{format.left(clock.payBy, now)}
              </>
            )}
          </Promise>
        )}
        <Promise name={t.state}>
          <Status tone={toneOfExpense(expense.state)}>{say(expense.stateName)}</Status>
        </Promise>
        {item && <Promise name={d.assignee}>{item.assignee?.name ?? d.nobody}</Promise>}
      </dl>
      {neighbours && <Place of={neighbours} />}
    </div>
  );
}

function Promise({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The place in one's own list, and the way to what stands before and after. */
function Place({ of: { place, count, previous, next } }: { readonly of: Neighbours }) {
  const t = useApp().texts.decisions;
  if (!previous && !next && place === 0) return null;
  return (
    <nav className={style.place} aria-label={t.neighbours}>
      {place > 0 && (
        <>
          <span aria-hidden="true">{t.placeOf(place, count)}</span>
          <span className="visually-hidden">{t.placeSaid(place, count)}</span>
        </>
      )}
      {previous && (
        <Link to="/expenses/$id" params={{ id: previous.expenseId }} aria-label={t.previous} title={t.previous}>
          <kbd>k</kbd>
        </Link>
      )}
      {next && (
        <Link to="/expenses/$id" params={{ id: next.expenseId }} aria-label={t.next} title={t.next}>
          <kbd>j</kbd>
        </Link>
      )}
    </nav>
  );
}
