import type { ReactNode } from 'react';
import { Refused, type Schemas, type Sent } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Facts } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { useLetterDraft } from './use-drafts.js';

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
  const { data, error, isStale } = useLetterDraft(expenseId, body);
  return (
    <Framed isStale={isStale}>
      {body === null ? (
        <p className={style.hint}>{t.previewOnceFilled}</p>
      ) : error ? (
        // no alert that moves the page while one types
        <p className={style.hint}>{error instanceof Refused ? say(error.body) : texts.common.notLoaded}</p>
      ) : (
        data && <Letter of={data} article="" />
      )}
    </Framed>
  );
}

/** `isStale`: the letter of an older input stays while the one of what is typed is made, so that nothing jumps. */
function Framed({ isStale = false, children }: { readonly isStale?: boolean; readonly children: ReactNode }) {
  const { decisions: t, common } = useApp().texts;
  return (
    <section aria-label={t.letterPreview} aria-busy={isStale} className={`${style.panel} ${style.soft}`}>
      <h2 className={style.sub}>
        {t.letterPreview} <Awaited is={isStale} text={common.loading} />
      </h2>
      {children}
    </section>
  );
}

/** Says beside a heading that what stands below is of an older input. */
function Awaited({ is, text }: { readonly is: boolean; readonly text: string }) {
  return (
    <span role="status" className={style.hint}>
      {is && text}
    </span>
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
