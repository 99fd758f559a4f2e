import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { act, Refused, type Schemas, type Sent } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Facts } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';

/** So long nothing is typed before a letter is made of it again. */
const pauseMs = 400;
/** As the letter prints it. */
const articlesHeading = '根拠となる約款の条項';

/**
 * What the letter will say of a proposal, as its receiver will read it, made by what writes the letter. `article`: what
 * is typed of the wording and named with the signature.
 */
export function LetterPreview({ decisionId, article }: { readonly decisionId: string; readonly article: string }) {
  const query = useRead('/decisions/{id}/letter-preview', { path: { id: decisionId } });
  return (
    <Framed>
      <Shown of={query}>{(letter) => <Letter of={letter} article={article} />}</Shown>
    </Framed>
  );
}

interface DraftOf {
  readonly expenseId: string;
  /** null: something is still to be filled in. */
  readonly body: Sent<'ProposeDecisionDto'> | null;
}

/** The same of what stands in the form, before anybody signs it. */
export function DraftPreview({ expenseId, body }: DraftOf) {
  const { texts, say } = useApp();
  const t = texts.decisions;
  const [typed] = useDebouncedValue(body, pauseMs);
  const query = useQuery({
    queryKey: ['letter of a draft', expenseId, typed],
    queryFn: () =>
      typed ? act('post', '/expenses/{id}/letter-previews', { path: { id: expenseId }, body: typed }) : null,
    enabled: typed !== null,
    placeholderData: keepPreviousData,
  });
  return (
    <Framed>
      {body === null ? (
        <p className={style.hint}>{t.previewOnceFilled}</p>
      ) : query.error ? (
        // no alert that moves the page while one types
        <p className={style.hint}>{query.error instanceof Refused ? say(query.error.body) : texts.common.notLoaded}</p>
      ) : query.data ? (
        <Letter of={query.data} article="" />
      ) : (
        <p role="status">{texts.common.loading}</p>
      )}
    </Framed>
  );
}

function Framed({ children }: { readonly children: ReactNode }) {
  const t = useApp().texts.decisions;
  return (
    <section aria-label={t.letterPreview} className={`${style.panel} ${style.soft}`}>
      <h2 className={style.sub}>{t.letterPreview}</h2>
      {children}
    </section>
  );
}

/** The letter is Japanese, whatever language its writer reads. */
function Letter({ of: letter, article }: { readonly of: Schemas['LetterPreviewDto']; readonly article: string }) {
  const t = useApp().texts.decisions;
  const articles = [...letter.articles, ...(article.trim() === '' ? [] : [article.trim()])];
  return (
    <>
      <div lang="ja">
        <p>
          <strong>{letter.titleJa}</strong>
        </p>
        <p>{letter.openingJa}</p>
        {letter.lines.map(({ heading, rows, text }) => (
          <div key={heading}>
            <p>{heading}</p>
            <Facts of={rows.map(({ name, value }) => [name, value === '' ? '－' : value])} />
            <p className={style.typed}>{text}</p>
          </div>
        ))}
        {articles.length > 0 && (
          <>
            <p>{articlesHeading}</p>
            {articles.map((one) => (
              <p key={one} className={style.typed}>
                {one}
              </p>
            ))}
          </>
        )}
      </div>
      <p className={style.hint}>{t.letterAlso}</p>
    </>
  );
}
