import { useEffect, useState, type ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Page, Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';
import { EnterRoster } from './enter-roster.js';
import { RosterLines } from './roster-lines.js';
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
    <Page width="wide" title={t.title}>
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
        <RosterLines since={since} mayEnd={(line) => entered.some(({ id }) => id === line.personId)} onEnded={renew} />
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
