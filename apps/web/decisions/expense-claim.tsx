import type { Schemas } from '../api/api.js';
import { yen } from '#kernel';
import { Waits } from '../expenses/expense-facts.js';
import { AgreementNotes, useAgreement } from '../expenses/line-agreement.js';
import { useApp } from '../text/use-text.js';
import { NameValues } from '../ui/name-values.js';
import { Consents } from './record-consent.js';
import { flagsOf } from '../expenses/line-flags.js';

type Detail = Schemas['ExpenseDetailDto'];

/** What is claimed, and what the insurer agreed to before it was spent. */
export function ExpenseClaim({ of: expense }: { readonly of: Detail }) {
  const { texts, format, say } = useApp();
  const [t, d] = [texts.expenses, texts.decisions];
  const agreement = useAgreement(expense);
  const tax = expense.tax ?? yen(0);
  const { clock } = expense;
  return (
    <>
      <NameValues
        of={[
          [
            t.claimed,
            <>
              <strong>{format.yen(expense.claimed)}</strong>
              {tax > 0 && `　${expense.claimed > expense.amount ? d.withTax : d.withoutTax}`}
            </>,
          ],
          [t.category, say(expense.categoryName)],
          [d.netAndTax, `${format.yen(expense.amount)}・${format.yen(tax)}`],
          [t.vendor, expense.vendorName],
          [t.invoiceNumber, expense.invoiceNumber],
          [t.incurredOn, format.day(expense.incurredOn)],
          [t.description, expense.description],
          [t.persons, expense.persons == null ? null : texts.cases.persons(format.count(expense.persons))],
          [t.more, flagsOf(expense, t)],
          [texts.cases.policy, expense.policy?.number],
          [t.submittedAt, format.day(expense.submittedAt)],
          [
            d.claimComplete,
            clock && (clock.completeOn === null ? texts.cases.notComplete : format.day(clock.completeOn)),
          ],
          [
            texts.payments.waitsWhy,
            expense.state === 'approved' || expense.state === 'scheduled' ? <Waits of={expense} /> : null,
          ],
          ...agreement,
        ]}
      />
      <AgreementNotes of={expense} />
      <Consents of={expense} />
    </>
  );
}
