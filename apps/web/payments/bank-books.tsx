import { Button, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { Picture } from '../decisions/invoice.js';
import { useList, useRead, useUpload } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { FileField, isSendable } from '../ui/file-field.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';

/** The copies of bank books of an institution, the newest shown: what an account is compared with. */
export function BankBooks({ institutionId }: { readonly institutionId: string }) {
  const { texts, format } = useApp();
  const t = texts.payments;
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useRead('/payee-accounts/papers', { query: { institutionId } });
  return (
    <Shown of={query}>
      {({ documents }) => {
        const document = documents.find(({ id }) => id === chosen) ?? documents[0];
        if (!document) return <p>{t.noBankBook}</p>;
        return (
          <>
            <NativeSelect
              label={t.bankBook}
              value={document.id}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={documents.map((one) => ({
                value: one.id,
                label: `${one.fileName}　${format.day(one.receivedOn)}`,
              }))}
            />
            {document.needsPassword ? <p>{t.bankBookLocked}</p> : <Picture key={document.id} of={document} />}
            <p>
              <a href={`/api/v1/documents/${document.id}/content`} download>
                {texts.expenses.download}：{document.fileName}
              </a>
            </p>
          </>
        );
      }}
    </Shown>
  );
}

/** Sends the copy of a bank book beside the form of the account: it is filed in a case of the institution. */
export function SendBankBook() {
  const { texts } = useApp();
  const t = texts.payments;
  const cases = useList('/incidents', { query: { sort: 'newest' } });
  const upload = useUpload('/documents');
  const [chosen, setChosen] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  return (
    <Section title={t.bankBook}>
      <p className={style.hint}>{t.sendBankBookLead}</p>
      <Shown of={{ ...cases, data: cases.items }}>
        {(items) => {
          const open = items.filter(({ state }) => state !== 'merged' && state !== 'withdrawn');
          const caseId = chosen ?? open[0]?.id;
          if (caseId === undefined) return <p>{t.noCaseForBankBook}</p>;
          return (
            <form
              noValidate
              aria-label={t.sendBankBook}
              onSubmit={(event) => {
                event.preventDefault();
                setAsked(true);
                setDone(null);
                if (!isSendable(file)) return;
                void upload.send({ fields: { incidentId: caseId, kind: 'bank-book' }, file }, (document) => {
                  setDone(document.fileName);
                  setFile(null);
                  setAsked(false);
                });
              }}
            >
              <Stack gap="sm">
                <NativeSelect
                  label={t.bankBookCase}
                  value={caseId}
                  onChange={(event) => setChosen(event.currentTarget.value)}
                  data={open.map(({ id, caseNumber }) => ({ value: id, label: caseNumber }))}
                />
                <SentBefore caseId={caseId} />
                <FileField label={texts.expenses.file} file={file} onChoose={setFile} missing={asked} />
                <ProblemNote error={upload.error} />
                <div>
                  <Button type="submit" variant="default" loading={upload.pending}>
                    {t.sendBankBook}
                  </Button>
                </div>
                <DoneNote>{done === null ? null : t.bankBookSent(done)}</DoneNote>
              </Stack>
            </form>
          );
        }}
      </Shown>
    </Section>
  );
}

/** What the case has of bank books already. */
function SentBefore({ caseId }: { readonly caseId: string }) {
  const { texts, format } = useApp();
  const query = useRead('/incidents/{id}/documents', { path: { id: caseId } });
  const books = (query.data?.documents ?? []).filter(({ kind, erased }) => kind === 'bank-book' && !erased);
  if (books.length === 0) return null;
  return (
    <ul>
      {books.map(({ id, fileName, receivedOn }) => (
        <li key={id}>{texts.payments.bankBookBefore(fileName, format.day(receivedOn))}</li>
      ))}
    </ul>
  );
}
