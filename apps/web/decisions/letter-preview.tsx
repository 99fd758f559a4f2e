import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Facts, Shown } from '../ui/page.js';
import style from '../ui/ui.module.css';

/** The paragraph of the letter as its receiver will read it, made by what writes the letter. */
export function LetterPreview({ decisionId }: { readonly decisionId: string }) {
  const { texts } = useApp();
  const t = texts.decisions;
  const query = useRead('/decisions/{id}/letter-preview', { path: { id: decisionId } });
  return (
    <section aria-label={t.letterPreview} className={`${style.panel} ${style.soft}`}>
      <h2 className={style.sub}>{t.letterPreview}</h2>
      <Shown of={query}>
        {({ titleJa, lines }) => (
          <div lang="ja">
            <p>
              <strong>{titleJa}</strong>
            </p>
            {lines.map(({ heading, rows, text }) => (
              <div key={heading}>
                <p>{heading}</p>
                <Facts of={rows.map(({ name, value }) => [name, value === '' ? '－' : value])} />
                <p className={style.typed}>{text}</p>
              </div>
            ))}
          </div>
        )}
      </Shown>
    </section>
  );
}
