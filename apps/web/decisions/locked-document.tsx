import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Schemas } from '../api/api.js';
import { Password } from '../documents/case-documents.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { DayField } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { checks, dayOf } from '../ui/typed-values.js';
import { useFaults } from '../ui/use-faults.js';
import style from '../ui/ui.module.css';

type Document = Schemas['CaseDocumentDto'];
type Expense = Schemas['ExpenseDetailDto'];

/**
 * A paper with a password beside its line: the password is asked for by a question, and that it was opened is recorded.
 */
export function LockedDocument({ of: document, on: expense }: { readonly of: Document; readonly on: Expense }) {
  const { roles } = useUser();
  const mayOpen = roles.some((role) => ['support', 'adjuster', 'senior-adjuster'].includes(role));
  const mayAsk = roles.some((role) => ['adjuster', 'senior-adjuster'].includes(role)) && expense.state === 'in-review';
  return (
    <div className={style.panel}>
      <Password of={document} />
      {document.passwordOn === null && (
        <>
          <Lead />
          {mayAsk && <AskPassword of={document} on={expense} />}
          {mayOpen && <RecordOpening of={document} />}
        </>
      )}
    </div>
  );
}

function Lead() {
  return <p>{useApp().texts.expenses.lockedLead}</p>;
}

/** The question is prepared: one sees it and sends it. */
function AskPassword({ of: { fileName }, on: expense }: { readonly of: Document; readonly on: Expense }) {
  const t = useApp().texts.decisions;
  const ask = useAct('post', '/expenses/{id}/information-requests');
  const tell = useNotice();
  const question = t.passwordQuestion(fileName);
  return (
    <>
      <p>{t.askPasswordLead}</p>
      <blockquote>{question}</blockquote>
      <ProblemNote error={ask.error} />
      <Button
        loading={ask.pending}
        onClick={() =>
          void ask.send({ path: { id: expense.id }, body: { question } }).then((sent) => sent && tell(t.asked))
        }
      >
        {t.askPassword}
      </Button>
    </>
  );
}

function RecordOpening({ of: document }: { readonly of: Document }) {
  const { texts } = useApp();
  const t = texts.expenses;
  const open = useAct('post', '/documents/{id}/openings');
  const tell = useNotice();
  const form = useForm({
    initialValues: { passwordOn: '' },
    validate: { passwordOn: checks(texts.common).dayOrNone },
  });
  useFaults(form, open.error);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ passwordOn }) => {
        const day = passwordOn.trim() === '' ? {} : { passwordOn: dayOf(passwordOn) ?? '' };
        void open.send({ path: { id: document.id }, body: day }).then((done) => done && tell(t.openedDone));
      })}
    >
      <DayField label={t.passwordOn} description={t.passwordOnHint} {...form.getInputProps('passwordOn')} />
      <ProblemNote error={open.error} shown={['/passwordOn']} />
      <Button mt="xs" type="submit" variant="default" loading={open.pending}>
        {t.recordOpened}
      </Button>
    </form>
  );
}
