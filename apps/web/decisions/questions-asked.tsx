import { Button } from '@mantine/core';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { Block } from '../ui/work-frame.js';

type Detail = Schemas['ExpenseDetailDto'];

/** What the claimant was asked, and what it answered; after the last reminder the way on without an answer. */
export function QuestionsAsked({ of: expense, mayWork }: { readonly of: Detail; readonly mayWork: boolean }) {
  const { texts } = useApp();
  if (expense.questions.length === 0) return null;
  return (
    <Block title={texts.decisions.askedTitle} aside={texts.decisions.askedCount(count(expense.questions))}>
      <ul className={style.plainList}>
        {expense.questions.map((question) => (
          <li key={question.id}>
            <Question of={question} mayWork={mayWork} />
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Question({ of: question, mayWork }: { readonly of: Schemas['QuestionDto']; readonly mayWork: boolean }) {
  const { texts, format } = useApp();
  const t = texts.decisions;
  const close = useAct('post', '/information-requests/{id}/closings');
  const tell = useNotice();
  const isOpen = question.answer === null && question.closedAt === null;
  return (
    <>
      <p className={style.typed}>{question.question}</p>
      <p className={style.hint}>
        {t.askedBy(question.askedByName ?? '', format.moment(question.askedAt), format.day(question.dueOn))}
      </p>
      {question.answer !== null && (
        <>
          <p className={style.typed}>
            <strong>{t.answerOf}：</strong>
            {question.answer}
          </p>
          <p className={style.hint}>{question.answeredAt && format.moment(question.answeredAt)}</p>
        </>
      )}
      {question.closedAt !== null && (
        <p>{t.closedWithout(question.closedByName ?? '', format.moment(question.closedAt))}</p>
      )}
      {isOpen && (
        <>
          <Status tone="warn">{t.noAnswerYet(question.reminders)}</Status>
          {question.remindersLeft > 0 ? (
            <p className={style.hint}>{t.remindersLeft(question.remindersLeft)}</p>
          ) : (
            mayWork && (
              <div>
                <Button
                  size="sm"
                  mt="xs"
                  variant="default"
                  loading={close.pending}
                  onClick={() => void close.send({ path: { id: question.id } }).then((done) => done && tell(t.wentOn))}
                >
                  {t.goOn}
                </Button>
              </div>
            )
          )}
          <ProblemNote error={close.error} />
        </>
      )}
    </>
  );
}
