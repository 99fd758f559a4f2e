import type { Schemas } from '../api/api.js';
import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { LongText } from '../ui/fields.js';
import { Box } from '../ui/parts.js';
import { ProblemNote } from '../ui/problem.js';
import { checks } from '../ui/typed-values.js';
import { useKept } from '../ui/use-kept.js';
import own from './answer-question.module.css';

type Detail = Schemas['ExpenseDetailDto'];

const longestAnswer = 5_000;

const isOpen = ({ answer, closedAt }: Detail['questions'][number]): boolean => answer === null && closedAt === null;

/** Questions of the insurer, answered in place. */
export function Questions({ of: expense }: { readonly of: Detail }) {
  const { texts, format } = useApp();
  const t = texts.expenses;
  if (expense.questions.length === 0) return null;
  return (
    <Box title={t.questions} asks={expense.questions.some(isOpen)}>
      <ul>
        {expense.questions.map((question) => (
          <li key={question.id} className={own.question}>
            <p>{question.question}</p>
            {question.answer !== null ? (
              <p>
                <strong>{t.answer}：</strong>
                {question.answer}
              </p>
            ) : isOpen(question) ? (
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
    </Box>
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
