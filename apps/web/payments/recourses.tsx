import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { FigureTable, type Figures } from '../ui/figure-table.js';
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
  const acts = (receive: NonNullable<typeof onReceive>): Figures<Recourse> => ({
    key: 'acts',
    name: texts.cases.actions,
    cell: (recourse) => (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t.receiveFrom(recourse.against)}
        onClick={() => receive(recourse)}
      >
        {t.receive}
      </Button>
    ),
  });
  return (
    <FigureTable
      label={t.title}
      rows={recourses}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'against',
          name: t.against,
          cell: (recourse) => (
            <>
              {recourse.against}
              <br />
              <span className={style.hint}>
                {format.day(recourse.enteredAt)}
                {recourse.note ? `　${recourse.note}` : ''}
              </span>
            </>
          ),
        },
        ...amounts.map((name): Figures<Recourse> => ({
          key: name,
          name: texts.list.yenUnit(t.amounts[name]),
          numeric: true,
          cell: (recourse) => format.amount(recourse[name]),
        })),
        ...(onReceive ? [acts(onReceive)] : []),
      ]}
    />
  );
}
