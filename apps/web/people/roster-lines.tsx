import type { Schemas } from '../api/api.js';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { count } from '#kernel';
import { useAct, useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Line = Schemas['RosterLine'];

interface LinesOf {
  readonly since: string;
  readonly mayEnd: (line: Line) => boolean;
  readonly onEnded: () => void;
}

export function RosterLines({ since, mayEnd, onEnded }: LinesOf) {
  const { texts, format } = useApp();
  const t = texts.staffing;
  const list = useList('/rosters', { query: { notOverAt: since } });
  const ends = list.items?.some(mayEnd) ?? false;
  // beside the list: a colleague may end it first, and its row changes
  const [ending, setEnding] = useState<Line | null>(null);
  return (
    <>
      <Shown of={{ ...list, data: list.items }}>
        {(lines) =>
          lines.length === 0 ? (
            <p>{t.noLines}</p>
          ) : (
            <table className={`${style.table} ${style.cards}`}>
              <thead>
                <tr>
                  <th scope="col">{t.person}</th>
                  <th scope="col">{t.kind}</th>
                  <th scope="col">{t.from}</th>
                  <th scope="col">{t.to}</th>
                  <th scope="col" className={style.number}>
                    {t.capacity}
                  </th>
                  <th scope="col">{t.enteredBy}</th>
                  {ends && <th scope="col">{texts.cases.actions}</th>}
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.id}>
                    <td data-label={t.person}>{line.personName}</td>
                    <td data-label={t.kind}>
                      <Status tone={line.kind === 'on-call' ? 'working' : 'new'}>{t.kinds[line.kind]}</Status>
                    </td>
                    <td data-label={t.from}>{format.moment(line.fromAt)}</td>
                    <td data-label={t.to}>
                      {line.endedAt === null
                        ? format.moment(line.toAt)
                        : line.endedAt <= line.fromAt
                          ? t.takenBack
                          : t.endsEarly(format.moment(line.endedAt))}
                    </td>
                    <td data-label={t.capacity} className={style.number}>
                      {line.kind === 'duty' ? t.capacityOf(format.count(count(line.capacity))) : '－'}
                    </td>
                    <td data-label={t.enteredBy}>{line.enteredByName}</td>
                    {ends && (
                      <td data-label={texts.cases.actions}>
                        {mayEnd(line) && line.endedAt === null ? (
                          <Button size="compact-sm" variant="default" onClick={() => setEnding(line)}>
                            {t.end}
                          </Button>
                        ) : (
                          '－'
                        )}
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
      {ending && <End key={ending.id} of={ending} onClose={() => setEnding(null)} onEnded={onEnded} />}
    </>
  );
}

interface EndOf {
  readonly of: Line;
  readonly onClose: () => void;
  readonly onEnded: () => void;
}

function End({ of: line, onClose, onEnded }: EndOf) {
  const { texts } = useApp();
  const t = texts.staffing;
  const end = useAct('post', '/rosters/{id}/endings');
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t.end}
      lead={t.endLead(line.personName)}
      label={t.endReason}
      confirm={t.end}
      keep={`roster-end ${line.id}`}
      pending={end.pending}
      error={end.error}
      onConfirm={async (reason) => {
        if (!(await end.send({ path: { id: line.id }, body: { reason } }))) return false;
        onClose();
        onEnded();
        return true;
      }}
    />
  );
}
