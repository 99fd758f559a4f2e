import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Facts } from '../ui/page.js';

/** Whose expense it is, under which policy, and until when it is to be paid. */
export function ExpenseHeading({ of: expense }: { readonly of: Schemas['ExpenseDetailDto'] }) {
  const { texts, format } = useApp();
  const t = texts.cases;
  const { policy, clock } = expense;
  return (
    <Facts
      of={[
        [t.institution, expense.institutionName ?? t.notMatched],
        [
          t.policy,
          policy
            ? [
                policy.number,
                t.plan(policy.plan),
                t.period(format.day(policy.inceptionDate), format.day(policy.expiryDate)),
              ].join('　')
            : t.notMatched,
        ],
        [texts.decisions.payBy, clock && (clock.payBy === null ? t.notComplete : format.day(clock.payBy))],
        [
          texts.decisions.claimComplete,
          clock && (clock.completeOn === null ? t.notComplete : format.day(clock.completeOn)),
        ],
      ]}
    />
  );
}
