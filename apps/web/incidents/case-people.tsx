import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Telephone } from '../ui/telephone.js';
import style from './desk-case.module.css';

/** Whom one calls about the case. */
export function CasePeople({ of: { reporter, institutionId } }: { readonly of: Schemas['CaseDto'] }) {
  const { texts } = useApp();
  const t = texts.casePage;
  const id = institutionId ?? '';
  const { data: institution } = useRead('/institutions/{id}', { path: { id } }, { enabled: id !== '' });
  return (
    <Section title={t.people} letter="p">
      <ul className={style.rowed}>
        <li>
          <span>
            {reporter.name}　{t.reporter}
          </span>
          <span>
            <Telephone number={reporter.phone} />
          </span>
        </li>
        {institution?.telephone && (
          <li>
            <span>{t.switchboard}</span>
            <span>
              <Telephone number={institution.telephone} />
            </span>
          </li>
        )}
      </ul>
    </Section>
  );
}
