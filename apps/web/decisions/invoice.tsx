import { NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Shown } from '../ui/page.js';
import style from './invoice.module.css';

type Document = Schemas['CaseDocumentDto'];

/** The papers of a line, one shown beside it: pictures and PDF in the page, others to be opened. */
export function Invoice({ of: expense }: { readonly of: Schemas['ExpenseDetailDto'] }) {
  const { texts, say } = useApp();
  const t = texts.decisions;
  const query = useRead('/incidents/{id}/documents', { path: { id: expense.incidentId } });
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Shown of={query}>
      {({ documents }) => {
        const own = documents.filter(({ expenseIds, erased }) => expenseIds.includes(expense.id) && !erased);
        const document = own.find(({ id }) => id === chosen) ?? own.find(({ kind }) => kind === 'invoice') ?? own[0];
        if (!document) return <p>{t.noInvoice}</p>;
        return (
          <>
            <NativeSelect
              label={texts.expenses.documents}
              value={document.id}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={own.map((one) => ({
                value: one.id,
                label: `${say({ textJa: one.kindJa, textEn: one.kindEn })}　${one.fileName}`,
              }))}
            />
            <Picture key={document.id} of={document} />
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

const shown = ['application/pdf', 'image/jpeg', 'image/png'];

function Picture({ of: document }: { readonly of: Document }) {
  const { texts } = useApp();
  const t = texts.decisions;
  const [address, setAddress] = useState<string | null>(null);
  const { id, mediaType, fileName } = document;
  const isShown = shown.includes(mediaType);
  useEffect(() => {
    if (!isShown) return undefined;
    let made: string | null = null;
    const ended = new AbortController();
    fetch(`/api/v1/documents/${id}/content`, { signal: ended.signal })
      .then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(String(answer.status)))))
      .then((content) => {
        // by what the file is, never by what it says it is
        made = URL.createObjectURL(new Blob([content], { type: mediaType }));
        setAddress(made);
      })
      .catch(() => undefined);
    return () => {
      ended.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [id, mediaType, isShown]);
  if (!isShown) return <p>{t.cannotShow}</p>;
  if (!address) return <p role="status">{texts.common.loading}</p>;
  return mediaType === 'application/pdf' ? (
    <iframe className={style.paper} src={address} title={t.pictureOf(fileName)} />
  ) : (
    <img className={style.picture} src={address} alt={t.pictureOf(fileName)} />
  );
}
