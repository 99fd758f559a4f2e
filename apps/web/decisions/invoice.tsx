import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Shown } from '../ui/shown.js';
import style from './invoice.module.css';
import { LockedDocument } from './locked-document.js';

/**
 * The papers of a line, one shown beside it: pictures and PDF in the page, others to be opened. Paper stays white in
 * the dark: it is shown as it was sent.
 */
export function Invoice({ of: expense }: { readonly of: Schemas['ExpenseDetailDto'] }) {
  const { texts } = useApp();
  const query = useRead('/incidents/{id}/documents', { path: { id: expense.incidentId } });
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Shown of={query}>
      {({ documents }) => {
        const own = documents.filter(({ expenseIds, erased }) => expenseIds.includes(expense.id) && !erased);
        const document = own.find(({ id }) => id === chosen) ?? own.find(({ kind }) => kind === 'invoice') ?? own[0];
        if (!document) return <p className={style.none}>{texts.decisions.noInvoice}</p>;
        const tabs = <PaperTabs of={own} chosen={document.id} onChoose={setChosen} />;
        return <Paper key={document.id} of={document} on={expense} tabs={tabs} />;
      }}
    </Shown>
  );
}

type Document = Schemas['CaseDocumentDto'];

/** The kind of each paper; the arrow keys go from one to the next. */
function PaperTabs({
  of: papers,
  chosen,
  onChoose,
}: {
  readonly of: readonly Document[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}) {
  const { texts, say } = useApp();
  const at = papers.findIndex(({ id }) => id === chosen);
  const go = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = papers[(at + (step ?? 0) + papers.length) % papers.length];
    if (!step || !next) return;
    event.preventDefault();
    onChoose(next.id);
    const { currentTarget } = event;
    // once the other one is the tab that can have the focus
    requestAnimationFrame(() => currentTarget.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  };
  return (
    <div className={style.tabs} role="tablist" aria-label={texts.expenses.documents} tabIndex={-1} onKeyDown={go}>
      {papers.map(({ id, kindJa, kindEn, fileName }) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-selected={id === chosen}
          aria-label={`${say({ textJa: kindJa, textEn: kindEn })}　${fileName}`}
          title={fileName}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {say({ textJa: kindJa, textEn: kindEn })}
        </button>
      ))}
    </div>
  );
}

const zooms = [1, 1.5, 2, 3] as const;

/** One paper of a line with its page and its size. */
function Paper({
  of: document,
  on: expense,
  tabs,
}: {
  readonly of: Document;
  readonly on: Schemas['ExpenseDetailDto'];
  readonly tabs: ReactNode;
}) {
  const { texts } = useApp();
  const t = texts.decisions;
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(0);
  const { drawn, pages } = useDrawn(document, page);
  return (
    <>
      <div className={style.tools}>
        {tabs}
        <div className={style.controls}>
          {pages > 1 && <Pages at={page} of={pages} onGo={setPage} />}
          {document.shownAs === 'picture' && !document.needsPassword && (
            <span>
              <Tool name={t.smaller} sign="−" off={zoom === 0} run={() => setZoom(zoom - 1)} />
              {zoom === 0 ? t.wholeWidth : `${(zooms[zoom] ?? 1) * 100}%`}
              <Tool name={t.larger} sign="＋" off={zoom === zooms.length - 1} run={() => setZoom(zoom + 1)} />
            </span>
          )}
          <a href={`/api/v1/documents/${document.id}/content`} download title={document.fileName}>
            {texts.expenses.download}
          </a>
        </div>
      </div>
      {/* what scrolls can be scrolled by its keys */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={style.ground} role="tabpanel" aria-label={document.fileName} tabIndex={0}>
        {document.needsPassword ? (
          <LockedDocument of={document} on={expense} />
        ) : (
          <Drawing of={document} drawn={drawn} zoom={zooms[zoom] ?? 1} />
        )}
      </div>
    </>
  );
}

function Pages({
  at,
  of: pages,
  onGo,
}: {
  readonly at: number;
  readonly of: number;
  readonly onGo: (page: number) => void;
}) {
  const t = useApp().texts.decisions;
  return (
    <span>
      <Tool name={t.previousPage} sign="‹" off={at === 1} run={() => onGo(at - 1)} />
      <span role="status">{t.pageOf(at, pages)}</span>
      <Tool name={t.nextPage} sign="›" off={at === pages} run={() => onGo(at + 1)} />
    </span>
  );
}

interface ToolOf {
  readonly name: string;
  readonly sign: string;
  readonly off: boolean;
  readonly run: () => void;
}
function Tool({ name, sign, off, run }: ToolOf) {
  return (
    <button type="button" className={style.tool} aria-label={name} title={name} disabled={off} onClick={run}>
      {sign}
    </button>
  );
}

/** A paper as it was sent, or why it is not shown. */
function Drawing({
  of: document,
  drawn,
  zoom = 1,
}: {
  readonly of: Schemas['DocumentDto'];
  readonly drawn: Drawn | 'failed' | null;
  readonly zoom?: number;
}) {
  const { texts } = useApp();
  const t = texts.decisions;
  if (document.shownAs === 'download') return <p>{t.cannotShow}</p>;
  if (drawn === 'failed') return <p>{t.cannotDraw}</p>;
  if (!drawn) return <p role="status">{texts.common.loading}</p>;
  if (document.shownAs === 'pdf')
    return <iframe className={style.paper} src={drawn.address} title={t.pictureOf(document.fileName)} />;
  return (
    <img
      className={style.picture}
      style={{ width: `${zoom * 100}%` }}
      src={drawn.address}
      alt={t.pictureOf(document.fileName)}
    />
  );
}

/** One paper, page by page; what is no picture is opened. */
export function Picture({ of: document }: { readonly of: Schemas['DocumentDto'] }) {
  const [page, setPage] = useState(1);
  const { drawn, pages } = useDrawn(document, page);
  return (
    <>
      <div className={style.alone}>
        <Drawing of={document} drawn={drawn} />
      </div>
      {pages > 1 && (
        <p className={style.controls}>
          <Pages at={page} of={pages} onGo={setPage} />
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

/**
 * A PDF as it is, a page of a picture as the JPEG that is made of it; null while it is on its way. `pages` is as far as
 * it is known.
 */
function useDrawn(
  { id, shownAs }: Schemas['DocumentDto'],
  page: number,
): { readonly drawn: Drawn | 'failed' | null; readonly pages: number } {
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
  if (drawn === null || drawn === 'failed') return { drawn, pages: 1 };
  // the page before is gone with its address
  return { drawn: drawn.page === page ? drawn : null, pages: drawn.pages };
}
