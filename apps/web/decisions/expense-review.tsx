import { Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Refused, type Schemas } from '../api/api.js';
import { Claimants } from '../expenses/claimants.js';
import { Reasons } from '../expenses/reasons.js';
import { Steps } from '../expenses/assessment-steps.js';
import { useNotice } from '../shell/notice.js';
import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Loading } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import { Block, Column, ColumnTitle, Folded, WorkFrame } from '../ui/work-frame.js';
import { Appeals } from './appeals.js';
import { AskQuestion } from './ask-question.js';
import { Difference } from './assessment-task.js';
import { Assessed } from './assessed-amounts.js';
import { Corrections } from './correct-expense.js';
import { ComparableCosts } from './comparable-costs.js';
import { AnswersGiven } from './coverage-question.js';
import { Decide } from './decide-expense.js';
import { useForms, type Deciding } from './deciding.js';
import { DecisionHistory } from './decision-history.js';
import { ExpensePayments, DecisionBasis, standing } from './decision-basis.js';
import { Duplicates } from './duplicates.js';
import { ExpenseClaim } from './expense-claim.js';
import { ExpenseLead, ExpensePromises } from './expense-heading.js';
import { ForeignBill } from './foreign-bill.js';
import { Invoice } from './invoice.js';
import { LimitsOfCase } from './limits-of-case.js';
import { PaymentClock } from './payment-clock.js';
import { Proposal } from './proposal-form.js';
import { QuestionsAsked } from './questions-asked.js';
import { Repayments } from './repayments.js';
import { ReversalAsked } from './reversal.js';
import { Sign } from './sign-decision.js';
import { SplitLines } from './split-lines.js';
import { itemOf, WhyAssigned } from './take-work-item.js';
import { useGateAnswers } from './use-gate-answers.js';
import { useNeighbours } from './use-neighbours.js';
import { NeededPapers } from './waive-paper.js';

type Detail = Schemas['ExpenseDetailDto'];

/**
 * One expense on one screen: the paper beside the claim, the assessment step by step, what a decision leaves, and the
 * decision, which stays at the bottom.
 */
export function ExpenseReview({ of: expense }: { readonly of: Detail }) {
  const { texts } = useApp();
  const { roles } = useUser();
  const decides = roles.some((role) => role === 'adjuster' || role === 'senior-adjuster');
  const canPreview = decides && ['in-review', 'routed', 'information-requested'].includes(expense.state);
  const preview = useRead('/expenses/{id}/decision-preview', { path: { id: expense.id } }, { enabled: canPreview });
  const ready = canPreview && !preview.error ? preview.data : undefined;
  const gates = useGateAnswers(expense, ready);
  const neighbours = useNeighbours(expense.id, decides);
  const { form, openForm, closeForm, done, setDone } = useForms();
  const deciding: Deciding = {
    expense,
    preview: ready,
    isNotReady: Boolean(canPreview && preview.error),
    gates,
    form: expense.state === 'in-review' ? form : null,
    openForm,
    neighbours,
    done,
  };
  const opened = deciding.form;
  return (
    <WorkFrame
      title={`${expense.institutionName ?? texts.cases.notMatched}　${texts.expenses.lineNo(expense.line)}`}
      lead={<ExpenseLead of={expense} />}
      aside={<ExpensePromises of={expense} neighbours={decides ? neighbours : null} />}
      bar={decides && <Decide {...deciding} />}
    >
      <Column kind="paper" label={texts.decisions.invoice}>
        <Invoice of={expense} />
      </Column>
      <Column label={texts.decisions.lineFacts}>
        {opened !== null && (
          // the keys are the form's, wherever the focus is: nothing typed is left behind
          <div data-open-form>
            {opened === 'ask' ? (
              <AskQuestion
                of={expense}
                onClose={closeForm}
                onSent={() => {
                  setDone(texts.decisions.asked);
                  closeForm();
                }}
              />
            ) : ready ? (
              <Proposal key={opened} kind={opened} of={expense} preview={ready} gates={gates} onClose={closeForm} />
            ) : (
              <Loading />
            )}
          </div>
        )}
        <Claim of={expense} mayWork={decides} />
      </Column>
      <Column label={texts.decisions.assessment}>
        <Assessment
          of={deciding}
          error={canPreview ? preview.error : null}
          isPending={canPreview && preview.isPending}
        />
      </Column>
    </WorkFrame>
  );
}

/** What is claimed, its papers, what was asked, and what it looks like. */
function Claim({ of: expense, mayWork }: { readonly of: Detail; readonly mayWork: boolean }) {
  const t = useApp().texts.decisions;
  const tell = useNotice();
  const item = itemOf(expense);
  const decision = standing(expense);
  return (
    <>
      {decision?.ownSignature && (
        <Stack component="section" gap="sm" aria-label={t.countersign}>
          <ColumnTitle>{t.countersign}</ColumnTitle>
          <Sign of={decision} onDone={tell} />
        </Stack>
      )}
      <ColumnTitle>{t.lineFacts}</ColumnTitle>
      <ExpenseClaim of={expense} />
      <PaymentClock of={expense} />
      <ForeignBill of={expense} mayWork={mayWork} />
      {expense.evidence.needed.length > 0 && (
        <Block title={t.neededPapers}>
          <NeededPapers of={expense} />
        </Block>
      )}
      {expense.category === 'damages' && <Claimants caseId={expense.incidentId} line={expense} />}
      <QuestionsAsked of={expense} mayWork={mayWork} />
      <Appeals of={expense} />
      <SplitLines of={expense} />
      <Corrections of={expense} />
      <Block title={t.duplicates}>
        <Duplicates of={expense} mayWork={mayWork && expense.state === 'in-review'} />
      </Block>
      <ComparableCosts of={expense} />
      {item && item.reasons.length > 0 && (
        <Folded title={t.whyAssigned}>
          <WhyAssigned of={item} />
        </Folded>
      )}
    </>
  );
}

/** The assessment as it is now, or as it was kept with the decision; then payments, limits and the way here. */
function Assessment({
  of: { expense, preview, gates },
  error,
  isPending,
}: {
  readonly of: Deciding;
  readonly error: unknown;
  readonly isPending: boolean;
}) {
  const { texts, say } = useApp();
  const t = texts.decisions;
  const { assessment } = expense;
  const incident = useRead('/incidents/{id}', { path: { id: expense.incidentId } });
  const decision = standing(expense);
  return (
    <>
      <ColumnTitle aside={assessment.termsVersion && t.terms(assessment.termsVersion)}>{t.assessment}</ColumnTitle>
      {error ? (
        <>
          <ProblemNote error={error} />
          {error instanceof Refused && error.body.code === 'decisions.not-ready' && (
            <p>
              <Link to="/cases/$id" params={{ id: expense.incidentId }}>
                {t.recordChecks}
              </Link>
            </p>
          )}
        </>
      ) : null}
      {isPending ? (
        <Loading />
      ) : preview ? (
        <Assessed of={preview} expense={expense} limits={incident.data?.limits}>
          {gates.given.length > 0 && (
            <Block title={t.gates}>
              <AnswersGiven of={gates} />
            </Block>
          )}
        </Assessed>
      ) : decision ? (
        <DecisionBasis of={decision} />
      ) : (
        <>
          <p>{say(assessment)}</p>
          <Steps of={assessment.steps} />
          <Reasons of={assessment.reasons} />
        </>
      )}
      {expense.payments.length > 0 && (
        <Block title={t.payments}>
          <ExpensePayments of={expense} />
        </Block>
      )}
      <Difference of={expense} />
      <ReversalAsked of={expense} />
      <Repayments of={expense} />
      <Folded title={t.limitsOfPeriod}>
        <LimitsOfCase caseId={expense.incidentId} />
      </Folded>
      {expense.decisions.length > 0 && <DecisionHistory of={expense} />}
    </>
  );
}
