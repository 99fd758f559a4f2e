import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { PromisedBy } from './case-head.js';
import style from './desk-case.module.css';

/** What the insurer has promised the institution of a case and not done yet. */
export function OpenPromises({ of: { id, reportedAt } }: { readonly of: Schemas['CaseDto'] }) {
  const { texts, say } = useApp();
  const t = texts.desk.call;
  const open = useRead('/incidents/{id}/promises', { path: { id } });
  return (
    <Section title={t.promises}>
      <Shown of={open}>
        {({ promises }) =>
          promises.length === 0 ? (
            <p>{t.noPromises}</p>
          ) : (
            <ul className={style.rowed}>
              {promises.map((promise) => (
                <li key={`${promise.code} ${promise.textJa}`}>
                  <span>{say(promise)}</span>
                  <PromisedBy of={promise} since={promise.code === 'call-back' ? reportedAt : null} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Section>
  );
}
