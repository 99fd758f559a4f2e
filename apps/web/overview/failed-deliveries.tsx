import type { Schemas } from '../api/api.js';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import type { QueuesText } from '../text/ja/queues.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { Facts, Section } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

const every = 5_000;
type Counts = Schemas['QueueCountsDto'];
type Failed = Schemas['FailedDeliveryDto'];
type Retry = Schemas['RetryQueuesDto'];

export function GivenUp({ of: queues }: { readonly of: readonly Counts[] }) {
  const { texts, format } = useApp();
  const t = texts.queues;
  const act = useAct('post', '/queues/retries');
  const retries = useUser().roles.includes('administrator');
  const [done, setDone] = useState<string | null>(null);
  const retry = (body: Retry): void => {
    setDone(null);
    void act.send({ body }, ({ retried }) => setDone(retried === 0 ? t.retriedNone : t.retried(format.count(retried))));
  };
  return (
    <Section title={t.failed}>
      {queues.length === 0 ? (
        <p>{t.noneFailed}</p>
      ) : (
        <p className={style.hint}>{retries ? t.failedLead : t.failedRead}</p>
      )}
      <ProblemNote error={act.error} />
      <DoneNote>{done}</DoneNote>
      {queues.map((one) => (
        <FailedOf key={one.queue} queue={one} pending={act.pending} retry={retries ? retry : null} />
      ))}
    </Section>
  );
}

interface Retrying {
  readonly pending: boolean;
  /** null: who reads this brings nothing back. */
  readonly retry: ((body: Retry) => void) | null;
}

function FailedOf({ queue: { queue, nameJa, nameEn, dead }, pending, retry }: Retrying & { readonly queue: Counts }) {
  const { texts, format, language } = useApp();
  const t = texts.queues;
  const list = useList('/queues/{queue}/failed-deliveries', { path: { queue } }, { every });
  return (
    <>
      <div className={`${style.row} ${style.spread}`}>
        <h3>{t.inQueue(language === 'ja' ? nameJa : nameEn, format.count(dead))}</h3>
        {retry && dead > 1 && (
          <Button
            size="sm"
            variant="default"
            loading={pending}
            onClick={() => retry({ queue: queue as NonNullable<Retry['queue']> })}
          >
            {t.retryAll(format.count(dead))}
          </Button>
        )}
      </div>
      <Shown of={{ ...list, data: list.items }}>
        {(items) => (
          <ul className={style.plainList}>
            {items.map((item) => (
              <li key={`${item.consumer} ${item.eventId} ${item.eventCreatedAt}`} className={style.panel}>
                <OneFailed of={item} pending={pending} retry={retry} />
              </li>
            ))}
          </ul>
        )}
      </Shown>
      <More of={list} label={texts.shell.more} />
    </>
  );
}

function OneFailed({ of: item, pending, retry }: Retrying & { readonly of: Failed }) {
  const { texts, format } = useApp();
  const t = texts.queues;
  const { consumer, eventId, eventCreatedAt } = item;
  return (
    <>
      <p className={`${style.row} ${style.spread}`}>
        <strong>{t.jobs[item.job] ?? t.unknownKind(item.job)}</strong>
        <Status tone="bad">{t.dead}</Status>
      </p>
      <Facts
        of={[
          [t.case, <CaseOf key="case" of={item} />],
          [t.reason, <Reason key="reason" of={item.reason} />],
          [t.attempts, t.times(format.count(item.attempts))],
          [t.failedAt, format.moment(item.failedAt)],
        ]}
      />
      {retry && (
        <Button size="sm" loading={pending} onClick={() => retry({ delivery: { consumer, eventId, eventCreatedAt } })}>
          {t.retry}
        </Button>
      )}
    </>
  );
}

function CaseOf({ of: { incidentId, caseNumber } }: { readonly of: Failed }) {
  const { texts } = useApp();
  // an administrator knows the number and may not open the case
  const mayOpen = useUser().roles.includes('auditor');
  if (incidentId === null || caseNumber === null) return texts.queues.noCase;
  if (!mayOpen) return caseNumber;
  return (
    <Link to="/cases/$id" params={{ id: incidentId }}>
      {caseNumber}
    </Link>
  );
}

/** What kind of error it was, and as the log has it. */
function Reason({ of: reason }: { readonly of: string | null }) {
  const { texts } = useApp();
  return (
    <>
      {texts.queues.reasons[kindOf(reason ?? '')]}
      {reason && (
        <>
          <br />
          <code className={style.hint}>{reason}</code>
        </>
      )}
    </>
  );
}

/** By the class of the database's code, or the name of the error. */
function kindOf(reason: string): keyof QueuesText['reasons'] {
  if (/\b(57014|25P03)\b/.test(reason)) return 'tookLong';
  if (/\b40(001|P01)\b/.test(reason)) return 'crossed';
  if (/\b2[23][0-9A-Z]{3}\b/.test(reason)) return 'refused';
  return reason.startsWith('Problem') ? 'rule' : 'other';
}
