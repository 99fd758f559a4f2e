import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { dayInJapan } from '#kernel';
import { useAct, useRead, useUpload } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { DayField } from '../ui/fields.js';
import { FileField, isSendable } from '../ui/file-field.js';
import { Page, Section, Shown } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status } from '../ui/status.js';
import { checks, pastDayOf } from '../ui/typed.js';
import style from '../ui/ui.module.css';

/** What the bank reports beside what was paid, and what does not agree. */
export function ReconciliationPage() {
  const { texts, format, say } = useApp();
  const t = texts.payments;
  const [typed, setTyped] = useState(() => dayInJapan(new Date()).replaceAll('-', '/'));
  const day = pastDayOf(typed);
  const query = useRead('/reconciliation', { query: day === null ? {} : { day } }, { enabled: day !== null });
  const upload = useUpload('/bank-reports');
  const settle = useAct('post', '/bank-lines/{id}/settlements');
  const [file, setFile] = useState<File | null>(null);
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState(false);
  const [line, setLine] = useState<string | null>(null);
  return (
    <Page title={t.reconciliation} width="narrow">
      <DayField
        past
        label={t.reconciliationDay}
        value={typed}
        onChange={setTyped}
        error={checks(texts.common).pastDay(typed)}
      />
      <Shown of={query}>
        {({ unsettled, items }) => (
          <>
            <p>{t.unsettled(unsettled)}</p>
            {items.length === 0 ? (
              <p>
                <Status tone="good">{t.reconciliationGood}</Status>
              </p>
            ) : (
              <Section title={t.notAgreeing}>
                <ul className={style.plainList}>
                  {items.map((item) => (
                    <li key={item.id} className={style.panel}>
                      <p className={`${style.row} ${style.spread}`}>
                        <strong>
                          {item.number}　{format.yen(item.amount)}
                        </strong>
                        <span>{format.day(item.onDay)}</span>
                      </p>
                      <p>{say(item)}</p>
                      {item.kind === 'bank-line' && (
                        <Button size="sm" variant="default" onClick={() => setLine(item.id)}>
                          {t.settleLine}
                        </Button>
                      )}
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </>
        )}
      </Shown>
      <Section title={t.bankReport}>
        <p className={style.hint}>{t.bankReportLead}</p>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(true);
            setDone(false);
            if (isSendable(file))
              void upload.send({ fields: {}, file }).then((answer) => {
                if (!answer) return;
                setDone(true);
                setFile(null);
                setAsked(false);
              });
          }}
        >
          <Stack gap="sm">
            <FileField
              label={texts.expenses.file}
              file={file}
              onChoose={setFile}
              missing={asked}
              accept=".csv,.xlsx,text/csv"
            />
            <ProblemNote error={upload.error} />
            <div>
              <Button type="submit" loading={upload.pending}>
                {t.import}
              </Button>
            </div>
            <DoneNote>{done ? t.imported : null}</DoneNote>
          </Stack>
        </form>
      </Section>
      {line && (
        <ReasonDialog
          opened
          onClose={() => setLine(null)}
          title={t.settleLine}
          label={t.reason}
          confirm={t.settleLine}
          pending={settle.pending}
          error={settle.error}
          onConfirm={(reason) =>
            void settle.send({ path: { id: line }, body: { reason } }).then((answer) => answer && setLine(null))
          }
        />
      )}
    </Page>
  );
}
