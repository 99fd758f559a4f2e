import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Shown } from '../ui/shown.js';
import ground from '../ui/ui.module.css';
import style from './invoice.module.css';
import { LockedDocument } from './locked-document.js';

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
            {document.needsPassword ? (
              <LockedDocument key={document.id} of={document} on={expense} />
            ) : (
              <Picture key={document.id} of={document} />
            )}
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

/** One paper, page by page; what is no picture is opened. */
export function Picture({ of: document }: { readonly of: Schemas['DocumentDto'] }) {
  const { texts } = useApp();
  const t = texts.decisions;
  const [page, setPage] = useState(1);
  const drawn = useDrawn(document, page);
  if (document.shownAs === 'download') return <p>{t.cannotShow}</p>;
  if (drawn === 'failed') return <p>{t.cannotDraw}</p>;
  if (!drawn) return <p role="status">{texts.common.loading}</p>;
  if (document.shownAs === 'pdf')
    return <iframe className={style.paper} src={drawn.address} title={t.pictureOf(document.fileName)} />;
  return (
    <>
      <img className={style.picture} src={drawn.address} alt={t.pictureOf(document.fileName)} />
      {drawn.pages > 1 && (
        <p className={ground.row}>
          <Button variant="default" size="xs" disabled={page === 1} onClick={() => setPage(page - 1)}>
            {t.previousPage}
          </Button>
          <span role="status">{t.pageOf(page, drawn.pages)}</span>
          <Button variant="default" size="xs" disabled={page === drawn.pages} onClick={() => setPage(page + 1)}>
            {t.nextPage}
          </Button>
        </p>
      )}
    </>
  );
}

interface Drawn {
  readonly address: string;
  readonly page: number;
  readonly pages: number;
}

/** A PDF as it is, a page of a picture as the JPEG that is made of it; null while it is on its way. */
function useDrawn({ id, shownAs }: Schemas['DocumentDto'], page: number): Drawn | 'failed' | null {
  const [drawn, setDrawn] = useState<Drawn | 'failed' | null>(null);
  useEffect(() => {
    if (shownAs === 'download') return undefined;
    let address: string | null = null;
    const ended = new AbortController();
    const isPdf = shownAs === 'pdf';
    const draw = async (): Promise<void> => {
      const answer = await fetch(`/api/v1/documents/${id}/${isPdf ? 'content' : `preview?page=${page}`}`, {
        signal: ended.signal,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      // by what the file is, never by what it says it is
      const type = isPdf ? 'application/pdf' : 'image/jpeg';
      address = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type }));
      setDrawn({ address, page, pages: Number(answer.headers.get('sonae-pages') ?? 1) });
    };
    draw().catch(() => ended.signal.aborted || setDrawn('failed'));
    return () => {
      ended.abort();
      if (address) URL.revokeObjectURL(address);
    };
  }, [id, shownAs, page]);
  // the page before is gone with its address
  return drawn !== null && drawn !== 'failed' && drawn.page !== page ? null : drawn;
}
