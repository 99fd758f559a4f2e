import { Button } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useAct, useList, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { More, Page, Section, Shown } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { EnterRoster } from './enter-roster.js';
import { useEntered } from './use-entered.js';

type Line = Schemas['RosterLine'];

const instant = (): string => new Date().toISOString();

/**
 * Who is on call and on duty now, and what the roster says from now on; leads and administrators enter and end lines.
 */
export function RostersPage() {
  const { texts } = useApp();
  const t = texts.staffing;
  const [now, setNow] = useState(instant);
  // the lines are read from here on; they stay as far as they are unfolded until something is done
  const [since, setSince] = useState(now);
  const { entered, error } = useEntered();
  useEffect(() => {
    const clock = setInterval(() => setNow(instant()), 60_000);
    return () => clearInterval(clock);
  }, []);
  const renew = (): void => {
    setNow(instant());
    setSince(instant());
  };
  return (
    <Page title={t.title}>
      <p className={style.hint}>{t.lead}</p>
      <div className={style.three}>
        <Section title={t.onCallNow}>
          <Now query={{ onCallAt: now }} none={t.nobodyOnCall} />
        </Section>
        <Section title={t.onDutyNow}>
          <Now query={{ onDutyAt: now }} none={t.nobodyOnDuty} />
        </Section>
        <Section title={t.absences}>
          <Absent at={now} />
        </Section>
      </div>
      <Section title={t.lines}>
        <Lines since={since} mayEnd={(line) => entered.some(({ id }) => id === line.personId)} onEnded={renew} />
      </Section>
      <ProblemNote error={error} />
      {entered.length > 0 && <EnterRoster among={entered} onEntered={renew} />}
    </Page>
  );
}

function Now({ query, none }: { readonly query: { onCallAt?: string; onDutyAt?: string }; readonly none: string }) {
  const list = useRead('/rosters', { query: { ...query, limit: 200 } });
  return (
    <Shown of={list}>
      {({ items }) => (
        <Names none={none} of={items.map(({ id, personName, toAt, endedAt }) => ({ id, personName, toAt, endedAt }))} />
      )}
    </Shown>
  );
}

function Absent({ at }: { readonly at: string }) {
  const { texts } = useApp();
  const list = useRead('/absences', { query: { at, limit: 200 } });
  return <Shown of={list}>{({ items }) => <Names none={texts.staffing.nobodyAbsent} of={items} />}</Shown>;
}

function Names({
  of,
  none,
}: {
  readonly none: string;
  readonly of: readonly Pick<Line, 'id' | 'personName' | 'toAt' | 'endedAt'>[];
}): ReactNode {
  const { texts, format } = useApp();
  if (of.length === 0) return <p>{none}</p>;
  return (
    <ul>
      {of.map(({ id, personName, toAt, endedAt }) => (
        <li key={id}>{texts.staffing.until(personName, format.moment(endedAt ?? toAt))}</li>
      ))}
    </ul>
  );
}

interface LinesOf {
  readonly since: string;
  readonly mayEnd: (line: Line) => boolean;
  readonly onEnded: () => void;
}

function Lines({ since, mayEnd, onEnded }: LinesOf) {
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
                      <Status tone={line.kind === 'on-call' ? 'info' : 'plain'}>{t.kinds[line.kind]}</Status>
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
