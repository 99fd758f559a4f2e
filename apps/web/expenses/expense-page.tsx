import { useParams } from '@tanstack/react-router';
import { ExpenseReview } from '../decisions/expense-review.js';
import { useRead } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { Shown } from '../ui/shown.js';
import { InstitutionExpense } from './institution-expense.js';

/** One expense, as the institution or the insurer looks at it. */
export function ExpensePage() {
  const { texts, say } = useApp();
  const t = texts.expenses;
  const { id } = useParams({ from: '/expenses/$id' });
  const inside = isInsurer(useUser());
  const query = useRead('/expenses/{id}', { path: { id } });
  const shown = query.data?.id === id ? query.data : undefined;
  if (inside && shown)
    return (
      <>
        <ProblemNote error={query.error} />
        <ExpenseReview key={id} of={shown} />
      </>
    );
  return (
    <Page key={id} title={shown ? `${t.lineNo(shown.line)}　${say(shown.categoryName)}` : t.title}>
      <Shown of={{ ...query, data: shown }}>{(expense) => <InstitutionExpense of={expense} />}</Shown>
    </Page>
  );
}
