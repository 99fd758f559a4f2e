import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Refused, type Schemas } from '../api/api.js';
import { Claimants } from '../expenses/claimants.js';
import { Papers } from '../expenses/papers.js';
import { Reasons } from '../expenses/reasons.js';
import { Steps } from '../expenses/assessment-steps.js';
import { ExpenseFacts } from '../expenses/expense-facts.js';
import { useNotice } from '../shell/notice.js';
import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Loading } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { isTyping } from '../ui/use-row-keys.js';
import { QuestionsAsked } from './questions-asked.js';
import { Appeals } from './appeals.js';
import { Assessed } from './assessed-amounts.js';
import { DecisionHistory } from './decision-history.js';
import { Decide } from './decide-expense.js';
import { Duplicates } from './duplicates.js';
import { Invoice } from './invoice.js';
import { LimitsOfCase } from './limits-of-case.js';
import { ExpensePayments, DecisionBasis, standing } from './decision-basis.js';
import { neighboursOf } from './next-item.js';
import { Consents } from './record-consent.js';
import { Repayments } from './repayments.js';
import { Sign } from './sign-decision.js';
import { TakeItem } from './take-work-item.js';
import { ExpenseHeading } from './expense-heading.js';

type Detail = Schemas['ExpenseDetailDto'];

const undecided = ['submitted', 'routed', 'in-review', 'information-requested'];

/**
 * One expense on one screen: the invoice beside the line, the assessment step by step, what a decision leaves, and the
 * decision.
 */
export function ExpenseReview({ of: expense }: { readonly of: Detail }) {
  const { texts } = useApp();
  const t = texts.decisions;
  const { roles } = useUser();
  const decides = roles.some((role) => role === 'adjuster' || role === 'senior-adjuster');
  const canPreview = decides && ['in-review', 'routed', 'information-requested'].includes(expense.state);
  const preview = useRead('/expenses/{id}/decision-preview', { path: { id: expense.id } }, { enabled: canPreview });
  const tell = useNotice();
  const decision = standing(expense);
  const ready = canPreview && !preview.error ? preview.data : undefined;
  return (
    <>
      <p className={`${style.row} ${style.spread} no-print`}>
        <Link to="/cases/$id" params={{ id: expense.incidentId }}>
          {t.openCase}（{expense.caseNumber}）
        </Link>
        {decides && <Neighbours of={expense} />}
      </p>
      <ExpenseHeading of={expense} />
      <TakeItem of={expense} mayWork={decides} />
      <div className={style.three}>
        <Section title={t.invoice}>
          <Invoice of={expense} />
        </Section>
        <div>
          <Section title={t.lineFacts}>
            <ExpenseFacts of={expense} />
            <Consents of={expense} mayRecord={decides && undecided.includes(expense.state)} />
            <Papers of={expense} />
          </Section>
          {expense.category === 'damages' && <Claimants caseId={expense.incidentId} line={expense} />}
          <QuestionsAsked of={expense} mayWork={decides} />
          <Appeals of={expense} />
          <Section title={t.duplicates}>
            <Duplicates of={expense} mayWork={decides && expense.state === 'in-review'} />
          </Section>
        </div>
        <div>
          <Section title={t.assessment}>
            {ready ? (
              <Assessed of={ready} expense={expense} />
            ) : decision ? (
              <DecisionBasis of={decision} />
            ) : (
              <Stored of={expense} />
            )}
            {canPreview && preview.isPending && <Loading />}
            {canPreview && preview.error ? (
              <div className={style.panel}>
                <Status tone="warn">{t.notReady}</Status>
                <ProblemNote error={preview.error} />
                {preview.error instanceof Refused && preview.error.body.code === 'decisions.not-ready' && (
                  <Link to="/cases/$id" params={{ id: expense.incidentId }}>
                    {t.recordChecks}
                  </Link>
                )}
              </div>
            ) : null}
          </Section>
          {decides && <Decide of={expense} preview={ready} />}
          {decision?.ownSignature && (
            <Section title={t.countersign}>
              <Sign of={decision} onDone={tell} />
            </Section>
          )}
          {expense.payments.length > 0 && (
            <Section title={t.payments}>
              <ExpensePayments of={expense} />
            </Section>
          )}
          <Repayments of={expense} />
        </div>
      </div>
      <LimitsOfCase caseId={expense.incidentId} />
      <DecisionHistory of={expense} />
    </>
  );
}

/** The assessment as it was stored, when nothing can be proposed. */
function Stored({ of: { assessment } }: { readonly of: Detail }) {
  const { say } = useApp();
  return (
    <>
      <p>{say(assessment)}</p>
      <Steps of={assessment.steps} />
      <Reasons of={assessment.reasons} />
    </>
  );
}

/** The way to the expenses before and after this one in one's own list, with j and k. */
function Neighbours({ of: expense }: { readonly of: Detail }) {
  const { texts } = useApp();
  const t = texts.decisions;
  const navigate = useNavigate();
  const mine = useRead('/work-items', { query: { assignee: 'me', limit: 200 } });
  const items = mine.data?.items ?? [];
  const [order, setOrder] = useState<readonly string[]>([]);
  const ids = items.map(({ expenseId }) => expenseId);
  // the list as it was while this one stood in it: where one goes on when it is done
  if (ids.includes(expense.id) && ids.join() !== order.join()) setOrder(ids);
  const { next, previous } = neighboursOf(expense.id, items, order);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      const id = event.key === 'j' ? next : event.key === 'k' ? previous : undefined;
      if (id) void navigate({ to: '/expenses/$id', params: { id } });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [next, previous, navigate]);
  return (
    <span className={style.row}>
      {previous && (
        <Link to="/expenses/$id" params={{ id: previous }}>
          {t.previous}
        </Link>
      )}
      {next && (
        <Link to="/expenses/$id" params={{ id: next }}>
          {t.next}
        </Link>
      )}
    </span>
  );
}
