import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { EnterRecourse } from './enter-recourse.js';
import { ReceiveRecourse } from './receive-recourse.js';

type Recourse = Schemas['RecourseDto'];

/** What is sought from others for a case, what came in, and how it was shared. */
export function Recourses({ caseId }: { readonly caseId: string }) {
  const { texts } = useApp();
  const t = texts.recourses;
  const { roles } = useUser();
  const query = useRead('/incidents/{id}/recourses', { path: { id: caseId } });
  const [entering, setEntering] = useState(false);
  const [receiving, setReceiving] = useState<Recourse | null>(null);
  const mayEnter = roles.some((role) => role === 'adjuster' || role === 'senior-adjuster');
  return (
    <Section title={t.title}>
      <p className={style.hint}>{t.lead}</p>
      <Shown of={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t.none}</p>
          ) : (
            <RecourseTable of={items} onReceive={roles.includes('payments') ? setReceiving : null} />
          )
        }
      </Shown>
      {mayEnter && (
        <Button size="sm" variant="default" className="no-print" onClick={() => setEntering(true)}>
          {t.enter}
        </Button>
      )}
      {entering && <EnterRecourse caseId={caseId} onClose={() => setEntering(false)} />}
      {receiving && (
        <ReceiveRecourse key={receiving.id} of={receiving} caseId={caseId} onClose={() => setReceiving(null)} />
      )}
    </Section>
  );
}

function RecourseTable({
  of: recourses,
  onReceive,
}: {
  readonly of: readonly Recourse[];
  readonly onReceive: ((recourse: Recourse) => void) | null;
}) {
  const { texts, format } = useApp();
  const t = texts.recourses;
  const amounts = ['loss', 'sought', 'received', 'toInstitution', 'toInsurer'] as const;
  return (
    <table className={`${style.table} ${style.cards}`} aria-label={t.title}>
      <thead>
        <tr>
          <th scope="col">{t.against}</th>
          {amounts.map((name) => (
            <th key={name} scope="col" className={style.number}>
              {texts.list.yenUnit(t.amounts[name])}
            </th>
          ))}
          {onReceive && <th scope="col">{texts.cases.actions}</th>}
        </tr>
      </thead>
      <tbody>
        {recourses.map((recourse) => (
          <tr key={recourse.id}>
            <td data-label={t.against}>
              {recourse.against}
              <br />
              <span className={style.hint}>
                {format.day(recourse.enteredAt)}
                {recourse.note ? `　${recourse.note}` : ''}
              </span>
            </td>
            {amounts.map((name) => (
              <td key={name} data-label={t.amounts[name]} className={style.number}>
                {format.amount(recourse[name])}
              </td>
            ))}
            {onReceive && (
              <td data-label={texts.cases.actions}>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t.receiveFrom(recourse.against)}
                  onClick={() => onReceive(recourse)}
                >
                  {t.receive}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
