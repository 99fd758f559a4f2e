import { Button, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Yen } from '#kernel';
import type { Schemas } from '../api/api.js';
import { Upload } from '../documents/case-documents.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { LongText, YenField } from '../ui/fields.js';
import { Section } from '../ui/page.js';
import { faultsOf, ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { checks, yenOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';
import { Sentence } from './case-expenses.js';
import { Claimants } from './claimants.js';
import { ExpenseFacts, Papers, Reasons, Steps } from './expense-parts.js';

type Detail = Schemas['ExpenseDetailDto'];
const longestAnswer = 5_000;

/** The institution's view of one expense: what was decided and why, what is asked, and what it can do. */
export function InstitutionExpense({ of: expense }: { readonly of: Detail }) {
  const { texts, say } = useApp();
  const t = texts.expenses;
  const { assessment } = expense;
  const incident = useRead('/incidents/{id}', { path: { id: expense.incidentId } });
  const isAgent = useUser().roles.includes('agent');
  return (
    <>
      <p className="no-print">
        <Link to="/cases/$id" params={{ id: expense.incidentId }}>
          {t.backToCase}（{expense.caseNumber}）
        </Link>
      </p>
      <div className={style.panel}>
        <Sentence of={expense} />
        {expense.beforeItsPhase && <p className={style.hint}>{t.beforePhase}</p>}
      </div>
      {!isAgent && <Questions of={expense} />}
      {!isAgent && expense.category === 'damages' && <Claimants caseId={expense.incidentId} line={expense} />}
      <div className={style.grid}>
        <Section title={t.title}>
          <ExpenseFacts of={expense} />
        </Section>
        <Section title={t.reading}>
          {assessment.outcome === 'not-assessed' ? (
            <p>{say(assessment)}</p>
          ) : (
            <>
              <Steps of={assessment.steps} />
              <Reasons of={assessment.reasons} />
              {assessment.undecided.map((open) => (
                <p key={open.code}>{say(open)}</p>
              ))}
              <Expected of={expense} />
            </>
          )}
        </Section>
        <Section title={t.papers}>
          <Papers of={expense} />
          {incident.data && !['paid', 'rejected', 'withdrawn'].includes(expense.state) && (
            <Upload of={incident.data} only={expense.id} />
          )}
        </Section>
      </div>
      {!isAgent && (
        <div className={`${style.row} no-print`}>
          {expense.state === 'rejected' && <Appeal of={expense} />}
          {expense.ruling?.isFinal && expense.supplementRoom !== null && (
            <Supplement of={expense} most={expense.supplementRoom} />
          )}
          {['submitted', 'routed', 'in-review', 'information-requested', 'approved'].includes(expense.state) && (
            <Withdraw of={expense} />
          )}
        </div>
      )}
    </>
  );
}

/** What an undecided expense may come to, and what that depends on. */
function Expected({ of: { assessment, evidence } }: { readonly of: Detail }) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  if (!assessment.available || assessment.outcome === 'not-payable') return null;
  const missing = evidence.needed.filter(({ receivedOn, waived }) => !receivedOn && !waived);
  return (
    <p>
      {t.available}：<strong>{format.yen(assessment.available.yen)}</strong>
      <br />
      <span className={style.hint}>
        {say(assessment.available)}
        {missing.length > 0 &&
          t.papersToCome(missing.map(({ nameJa, nameEn }) => say({ textJa: nameJa, textEn: nameEn })).join('、'))}
      </span>
    </p>
  );
}

/** Questions of the insurer, answered in place. */
function Questions({ of: expense }: { readonly of: Detail }) {
  const { texts, format } = useApp();
  const t = texts.expenses;
  if (expense.questions.length === 0) return null;
  return (
    <Section title={t.questions}>
      <ul className={style.plainList}>
        {expense.questions.map((question) => (
          <li key={question.id} className={style.panel}>
            <p>{question.question}</p>
            {question.answer !== null ? (
              <p>
                <strong>{t.answer}：</strong>
                {question.answer}
              </p>
            ) : question.closedAt === null ? (
              <>
                <p>
                  <strong>{t.questionDue(format.day(question.dueOn))}</strong>
                </p>
                <AnswerForm id={question.id} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AnswerForm({ id }: { readonly id: string }) {
  const { texts } = useApp();
  const t = texts.expenses;
  const { value: answer, change, clear } = useKept(`answer ${id}`, '');
  const [asked, setAsked] = useState(false);
  const act = useAct('post', '/information-requests/{id}/answers');
  const fault = checks(texts.common).text(longestAnswer)(answer);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (fault === null)
          void act.send({ path: { id }, body: { answer: answer.trim() } }).then((done) => done && clear());
      }}
    >
      <Stack gap="sm">
        <LongText
          label={t.answer}
          rows={3}
          most={longestAnswer}
          value={answer}
          onChange={change}
          error={asked && fault}
        />
        <ProblemNote error={act.error} />
        <div>
          <Button type="submit" loading={act.pending}>
            {t.answerSend}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function Appeal({ of: expense }: { readonly of: Detail }) {
  const { texts } = useApp();
  const t = texts.expenses;
  const [opened, setOpened] = useState(false);
  const tell = useNotice();
  const act = useAct('post', '/expenses/{id}/appeals');
  return (
    <>
      <Button onClick={() => setOpened(true)}>{t.appeal}</Button>
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.appeal}
        lead={t.appealLead}
        label={t.appealReason}
        keep={`appeal ${expense.id}`}
        confirm={t.appeal}
        pending={act.pending}
        error={act.error}
        onConfirm={(reason) =>
          act.send({ path: { id: expense.id }, body: { reason } }).then((answer) => {
            if (!answer) return false;
            setOpened(false);
            tell(t.appealed);
            return true;
          })
        }
      />
    </>
  );
}

/** More of what was approved in part: the undisputed amount is paid meanwhile. */
function Supplement({ of: expense, most }: { readonly of: Detail; readonly most: Yen }) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  const [opened, setOpened] = useState(false);
  const [amount, setAmount] = useState(String(most));
  const tell = useNotice();
  const act = useAct('post', '/expenses/{id}/supplements');
  const asked = yenOf(amount);
  const fault = checks(texts.common).yen(amount) ?? faultsOf(act.error, say)['/amount'];
  return (
    <>
      <Button onClick={() => setOpened(true)}>{t.supplement}</Button>
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.supplement}
        lead={t.supplementLead(format.yen(most))}
        label={t.appealReason}
        keep={`supplement ${expense.id}`}
        confirm={t.supplement}
        pending={act.pending}
        error={act.error}
        onConfirm={(reason) => {
          if (asked === null) return false;
          return act.send({ path: { id: expense.id }, body: { amount: asked, reason } }).then((answer) => {
            if (!answer) return false;
            setOpened(false);
            tell(t.supplemented);
            return true;
          });
        }}
      >
        <YenField label={t.supplementAmount} value={amount} onChange={setAmount} error={fault} />
      </ReasonDialog>
    </>
  );
}

function Withdraw({ of: expense }: { readonly of: Detail }) {
  const { texts } = useApp();
  const t = texts.expenses;
  const [opened, setOpened] = useState(false);
  const act = useAct('post', '/expenses/{id}/transitions');
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t.withdraw}
      </Button>
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.withdraw}
        lead={t.withdrawLead}
        label={texts.cases.reason}
        reason="optional"
        confirm={t.withdraw}
        pending={act.pending}
        error={act.error}
        onConfirm={(reason) =>
          void act
            .send({
              path: { id: expense.id },
              version: expense.version,
              body: { to: 'withdrawn', ...(reason ? { reason } : {}) },
            })
            .then((done) => done && setOpened(false))
        }
      />
    </>
  );
}
