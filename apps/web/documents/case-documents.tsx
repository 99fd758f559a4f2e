import { Button, Checkbox, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { act, newKey, type Schemas } from '../api/api.js';
import { useRead, useUpload, readAnew } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useQueryClient } from '@tanstack/react-query';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { FileField, isSendable } from '../ui/file-field.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Kind = Schemas['DocumentDto']['kind'];
type Texts = ReturnType<typeof useApp>['texts']['expenses'];

/** The papers of a case, what is missing of them, and how one sends another. */
export function CaseDocuments({ of: incident }: { readonly of: Schemas['CaseDto'] }) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  const query = useRead('/incidents/{id}/documents', { path: { id: incident.id } });
  const mayUpload = useUser().roles.some((role) => !['payments', 'auditor', 'administrator'].includes(role));
  const lineOf = (id: string): string => t.lineNo(incident.expenses.find((expense) => expense.id === id)?.line ?? 0);
  return (
    <Section title={t.documents}>
      <Shown of={query}>
        {({ documents, expenses }) => (
          <>
            {documents.length === 0 ? (
              <p>{t.noDocuments}</p>
            ) : (
              <ul className={style.plainList}>
                {documents.map((document) => (
                  <li key={document.id} className={style.panel}>
                    {say({ textJa: document.kindJa, textEn: document.kindEn })}
                    {document.expenseIds.length > 0 ? `（${document.expenseIds.map(lineOf).join('、')}）` : ''}
                    <br />
                    {document.erased ? (
                      t.erased
                    ) : (
                      <a href={`/api/v1/documents/${document.id}/content`} download>
                        {document.fileName}
                      </a>
                    )}{' '}
                    <span className={style.hint}>
                      {format.size(document.sizeBytes)}　{t.received} {format.day(document.receivedOn)}
                      {document.scan === 'not-scanned' && !document.needsPassword ? `　${t.notScanned}` : ''}
                    </span>
                    <Password of={document} />
                  </li>
                ))}
              </ul>
            )}
            {expenses.some(({ missing }) => missing.length > 0) && (
              <ul className={style.plainList}>
                {expenses.flatMap(({ expenseId, missing }) =>
                  missing.map((paper) => (
                    <li key={`${expenseId} ${paper.code}`}>
                      <Status tone="warn">{`${lineOf(expenseId)}：${say(paper)}`}</Status>
                    </li>
                  )),
                )}
              </ul>
            )}
            {mayUpload && <Upload of={incident} />}
          </>
        )}
      </Shown>
    </Section>
  );
}

/** What a file is, in a word. */
function formOf(t: Texts, { mediaType, shownAs }: Pick<Schemas['DocumentDto'], 'mediaType' | 'shownAs'>): string {
  if (shownAs === 'picture') return t.picture(mediaType.replace('image/', '').replace('-sequence', '').toUpperCase());
  return t.formats[mediaType] ?? t.otherForm;
}

/** Says that a paper has a password, or that somebody of the insurer opened it with that. */
export function Password({ of: document }: { readonly of: Schemas['DocumentDto'] }) {
  const { texts, format } = useApp();
  const t = texts.expenses;
  if (!document.needsPassword) return null;
  return (
    <div>
      <Status tone={document.passwordOn ? 'good' : 'warn'}>
        {document.passwordOn ? t.openedWith(format.day(document.passwordOn)) : t.locked}
      </Status>
    </div>
  );
}

/** Sends one file; it can prove several lines. */
export function Upload({
  of: incident,
  only,
}: {
  readonly of: Pick<Schemas['CaseDto'], 'id' | 'expenses'>;
  readonly only?: string;
}) {
  const { texts, say } = useApp();
  const t = texts.expenses;
  const client = useQueryClient();
  const { roles } = useUser();
  const inside = !roles.some((role) => ['hospital-reporter', 'hospital-manager', 'agent'].includes(role));
  const [kind, setKind] = useState<Kind>('invoice');
  const [file, setFile] = useState<File | null>(null);
  const [lines, setLines] = useState<string[]>(only ? [only] : []);
  const [asked, setAsked] = useState(false);
  const [done, setDone] = useState<Schemas['DocumentDto'] | null>(null);
  const [linkError, setLinkError] = useState<unknown>(null);
  const upload = useUpload('/documents');
  const open = incident.expenses.filter(({ state }) => !['withdrawn', 'paid', 'rejected'].includes(state));
  const submit = async (): Promise<void> => {
    setAsked(true);
    setDone(null);
    setLinkError(null);
    if (!isSendable(file)) return;
    const document = await upload.send({ fields: { incidentId: incident.id, kind }, file });
    if (!document) return;
    try {
      if (lines.length > 0)
        await act('post', '/documents/{id}/links', {
          path: { id: document.id },
          body: { expenseIds: lines },
          key: newKey(),
        });
      setDone(document);
    } catch (error) {
      setLinkError(error);
    }
    setFile(null);
    setAsked(false);
    await readAnew(client);
  };
  return (
    <form
      noValidate
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3 className={style.sub}>{t.uploadTitle}</h3>
      <Stack gap="sm">
        <NativeSelect
          maw="24rem"
          label={t.documentKind}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Kind)}
          data={Object.entries(t.kinds)
            .filter(([code]) => inside || code !== 'insurer-note')
            .map(([value, label]) => ({ value, label }))}
        />
        <FileField label={t.file} file={file} onChoose={setFile} missing={asked} />
        {!only && open.length > 0 && (
          <Checkbox.Group label={t.forLines} value={lines} onChange={setLines}>
            <Stack gap="xs" mt="xs">
              {open.map(({ id, line, categoryName }) => (
                <Checkbox key={id} value={id} label={`${t.lineNo(line)}　${say(categoryName)}`} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        <ProblemNote error={upload.error ?? linkError} />
        <div>
          <Button type="submit" variant="default" loading={upload.pending}>
            {t.upload}
          </Button>
        </div>
        <DoneNote>{done ? `${t.uploaded}${t.understood(done.fileName, formOf(t, done))}` : null}</DoneNote>
        {done?.needsPassword && (
          <div className={style.panel} role="status">
            <Status tone="warn">{t.locked}</Status>
            <p>{t.lockedSent}</p>
          </div>
        )}
      </Stack>
    </form>
  );
}
