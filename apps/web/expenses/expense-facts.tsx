import type { Schemas } from '../api/api.js';
import { yen } from '#kernel';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Facts } from '../ui/page.js';
import { LineAgreement } from './line-agreement.js';
import { flagsOf } from './line-flags.js';

type Detail = Schemas['ExpenseDetailDto'];

/** What approved money waits for: nothing that is held or has no account stands there as approved alone. */
export function Waits({ of: { id, incidentId, state } }: { readonly of: Detail }) {
  const { texts, say } = useApp();
  const query = useRead('/payment-waits', { query: { incidentId } });
  const wait = query.data?.items.find(({ expenseId }) => expenseId === id);
  if (query.isPending) return <>{texts.common.loading}</>;
  if (wait) return <>{say(wait)}</>;
  return <>{state === 'approved' ? texts.payments.toBeScheduled : texts.payments.underWay}</>;
}

/** What is claimed. */
export function ExpenseFacts({ of: expense }: { readonly of: Detail }) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  return (
    <>
      <Facts
        of={[
          [t.category, say(expense.categoryName)],
          [t.amountNet, format.yen(expense.amount)],
          [t.tax, format.yen(expense.tax ?? yen(0))],
          [t.total, <strong>{format.yen(expense.claimed)}</strong>],
          [t.incurredOn, format.day(expense.incurredOn)],
          [t.vendor, expense.vendorName],
          [t.invoiceNumber, expense.invoiceNumber],
          [t.description, expense.description],
          [t.persons, expense.persons == null ? null : texts.cases.persons(format.count(expense.persons))],
          [t.more, flagsOf(expense, t)],
          [t.submittedAt, format.day(expense.submittedAt)],
        ]}
      />
      <LineAgreement of={expense} />
    </>
  );
}
