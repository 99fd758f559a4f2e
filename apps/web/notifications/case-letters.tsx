import { useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

/** The letters of a case as PDF. */
export function CaseLetters({ caseId }: { readonly caseId: string }) {
  const { texts, format } = useApp();
  const t = texts.cases;
  const list = useList('/letters', { query: { incidentId: caseId, state: 'all' } });
  return (
    <Section title={t.letters}>
      <Shown of={{ ...list, data: list.items }}>
        {(letters) =>
          letters.length === 0 ? (
            <p>{t.noLetters}</p>
          ) : (
            <ul className={style.plainList}>
              {letters.map((letter) => (
                <li key={letter.id}>
                  <a href={`/api/v1/letters/${letter.id}/content`} target="_blank" rel="noreferrer">
                    {letter.titleJa}
                    {texts.common.openInNewTab}
                  </a>{' '}
                  {letter.heldFor.length > 0 && <Status tone="warn">{texts.overview.letterHeld}</Status>}
                  <span className={style.hint}>
                    {letter.number}　{letter.to}　{format.day(letter.writtenAt)}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Section>
  );
}
