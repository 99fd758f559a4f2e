import type { Schemas } from '../api/api.js';
import { Reasons } from '../expenses/reasons.js';
import { useApp } from '../text/use-text.js';
import { NameValues } from '../ui/name-values.js';
import { Status, toneOfPayment } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { AssessmentSum } from './assessment-sum.js';
import { LimitsAfter } from './limits-after.js';

type Decision = Schemas['DecisionDto'];

/** The decision that stands on an expense, or waits for a signature: the one it is shown with. */
export const standing = ({ decisions }: Schemas['ExpenseDetailDto']): Decision | undefined =>
  decisions.find(({ state }) => ['open', 'approved', 'rejected'].includes(state));

/** What a decision rests on, as it was kept with it: figures, steps, limits and the authority of that day. */
export function DecisionBasis({ of: decision }: { readonly of: Decision }) {
  const { texts, format } = useApp();
  const t = texts.decisions;
  const { assessment } = decision;
  const { statement } = assessment;
  return (
    <>
      <p className={style.hint}>{t.keptLead(format.moment(decision.proposedAt))}</p>
      <AssessmentSum
        claimed={decision.claimed}
        steps={assessment.steps}
        less={assessment.approvedBefore}
        end={{ name: texts.expenses.assessed, yen: decision.assessed }}
        decided={{ name: t.kind[decision.kind], yen: decision.amount }}
      />
      {statement && (
        <NameValues
          of={[
            [t.statement.total, format.yen(statement.total)],
            [t.statement.reduced, statement.reduced > 0 ? format.yen(statement.reduced) : null],
            [t.statement.before, format.yen(statement.before)],
            [t.statement.pays, format.yen(statement.pays)],
            [t.statement.comesBack, statement.comesBack > 0 ? format.yen(statement.comesBack) : null],
            [t.statement.notDemanded, statement.notDemanded > 0 ? format.yen(statement.notDemanded) : null],
          ]}
        />
      )}
      <Reasons of={assessment.reasons} />
      <LimitsAfter of={assessment.limits} />
      <NameValues
        of={[
          [t.authority, t.authorityOf[decision.proposedAs](format.yen(decision.proposerAuthority))],
          [t.totalTested, decision.needs.totalYen > 0 ? format.yen(decision.needs.totalYen) : null],
        ]}
      />
    </>
  );
}

/** How the money went: payment, batch and who released it, transfer date, what came back. */
export function ExpensePayments({ of: { payments } }: { readonly of: Schemas['ExpenseDetailDto'] }) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  return (
    <ul className={style.plainList}>
      {payments.map((payment) => (
        <li key={payment.id}>
          <NameValues
            of={[
              [t.payment.number, String(payment.number)],
              [
                texts.expenses.state,
                <Status tone={toneOfPayment(payment.state)}>
                  {say({ textJa: payment.stateJa, textEn: payment.stateEn })}
                </Status>,
              ],
              [texts.expenses.amount, format.yen(payment.amount)],
              [t.payment.interest, payment.interest > 0 ? format.yen(payment.interest) : null],
              [t.payBy, format.day(payment.payBy)],
              [t.payment.batch, payment.batchNumber === null ? null : String(payment.batchNumber)],
              [t.payment.transferOn, payment.transferOn && format.day(payment.transferOn)],
              [
                t.payment.releasedBy,
                payment.releasedByName &&
                  `${t.by(payment.releasedByName)}　${payment.releasedAt ? format.moment(payment.releasedAt) : ''}`,
              ],
              [t.payment.settledOn, payment.settledOn && format.day(payment.settledOn)],
              [t.payment.returnedOn, payment.returnedOn && format.day(payment.returnedOn)],
              [t.payment.returnReason, payment.returnReason],
            ]}
          />
        </li>
      ))}
    </ul>
  );
}
