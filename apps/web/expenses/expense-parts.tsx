import { yen } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Facts } from '../ui/page.js';
import { Status, toneOfExpense } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { LineAgreement } from './line-agreement.js';

type Detail = Schemas['ExpenseDetailDto'];

/** What approved money waits for: nothing that is held or has no account stands there as approved alone. */
function Waits({ of: { id, incidentId, state } }: { readonly of: Detail }) {
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
          [t.state, <Status tone={toneOfExpense(expense.state)}>{say(expense.stateName)}</Status>],
          [
            texts.payments.waitsWhy,
            expense.state === 'approved' || expense.state === 'scheduled' ? <Waits of={expense} /> : null,
          ],
          [t.category, say(expense.categoryName)],
          [t.amountNet, format.yen(expense.amount)],
          [t.tax, format.yen(expense.tax ?? yen(0))],
          [t.total, <strong>{format.yen(expense.claimed)}</strong>],
          [t.incurredOn, format.day(expense.incurredOn)],
          [t.vendor, expense.vendorName],
          [t.invoiceNumber, expense.invoiceNumber],
          [t.description, expense.description],
          [t.persons, expense.persons == null ? null : texts.cases.persons(format.count(expense.persons))],
          [
            t.more,
            (
              [
                ['outsourced', t.outsourced],
                ['lawyer', t.lawyer],
                ['replacementOrUpgrade', t.replacement],
                ['securityProduct', t.securityProduct],
                ['ransom', t.ransom],
              ] as const
            )
              .flatMap(([flag, name]) => (expense[flag] ? [name] : []))
              .join('、'),
          ],
          [t.submittedAt, format.day(expense.submittedAt)],
        ]}
      />
      <LineAgreement of={expense} />
    </>
  );
}

/** Each step of a figure with what it was before and after. */
export function Steps({ of: steps }: { readonly of: readonly Schemas['AssessmentStepDto'][] }) {
  const { texts, format, say } = useApp();
  if (steps.length === 0) return null;
  return (
    <ol className={style.steps} aria-label={texts.expenses.steps}>
      {steps.map((step) => (
        <li key={`${step.code} ${step.before}`}>
          {say(step)}
          <br />
          <span className={style.nowrap}>
            {format.yen(step.before)} → <strong>{format.yen(step.after)}</strong>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Why an assessment is as it is, each with the sentence of its rule. */
export function Reasons({ of: reasons }: { readonly of: readonly Schemas['AssessmentReasonDto'][] }) {
  const { say } = useApp();
  if (reasons.length === 0) return null;
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={reason.code}>{say(reason)}</li>
      ))}
    </ul>
  );
}

/** The papers an expense needs, and which are there. */
export function Papers({ of: { evidence } }: { readonly of: Detail }) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  if (evidence.needed.length === 0) return null;
  return (
    <ul className={style.plainList}>
      {evidence.needed.map((paper) => (
        <li key={paper.kind}>
          <Status tone={paper.receivedOn || paper.waived ? 'good' : 'warn'}>
            {`${say({ textJa: paper.nameJa, textEn: paper.nameEn })}：${
              paper.receivedOn
                ? `${t.paperHave}（${format.day(paper.receivedOn)}）`
                : paper.waived
                  ? t.paperWaived
                  : paper.locked
                    ? t.paperLocked
                    : t.paperMissing
            }`}
          </Status>
        </li>
      ))}
    </ul>
  );
}
