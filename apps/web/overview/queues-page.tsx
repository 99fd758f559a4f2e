import type { Count } from '#kernel';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import type { QueuesText } from '../text/ja/queues.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { Facts, More, Page, Section, Shown } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Counts = Schemas['QueueCountsDto'];
type Errand = Schemas['ErrandCountsDto'];
type Failed = Schemas['FailedDeliveryDto'];
type Retry = Schemas['RetryQueuesDto'];

/** Nothing tells an administrator of changes: they read no case. */
const every = 5_000;

/** What the queues have to do, and what was given up, with case and reason, for who brings it back. */
export function QueuesPage() {
  const { texts } = useApp();
  const t = texts.queues;
  const view = useRead('/queues', {}, { every });
  return (
    <Page width="wide" title={t.title}>
      <p className={style.hint}>{t.lead}</p>
      <Shown of={view}>
        {({ queues, errands }) => (
          <>
            <GivenUp of={queues.filter(({ dead }) => dead > 0)} />
            <Section title={t.counts}>
              <p className={style.hint}>{t.countsHint}</p>
              <QueueTable of={queues.filter(({ queue }) => queue !== 'outside')} />
            </Section>
            <Section title={t.errands}>
              <p className={style.hint}>{t.errandsHint}</p>
              <ErrandTable of={errands} />
            </Section>
          </>
        )}
      </Shown>
    </Page>
  );
}

function GivenUp({ of: queues }: { readonly of: readonly Counts[] }) {
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

function QueueTable({ of: queues }: { readonly of: readonly Counts[] }) {
  const { texts, format, language } = useApp();
  const t = texts.queues;
  return (
    <table className={`${style.table} ${style.cards}`}>
      <thead>
        <tr>
          <th scope="col">{t.kind}</th>
          {[t.waiting, t.passedOn].map((name) => (
            <th key={name} scope="col" className={style.number}>
              {name}
            </th>
          ))}
          <th scope="col">{t.since}</th>
          {[t.secondTries, t.notDue, t.dead].map((name) => (
            <th key={name} scope="col" className={style.number}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {queues.map((one) => (
          <tr key={one.queue}>
            <th scope="row" data-label={t.kind}>
              {language === 'ja' ? one.nameJa : one.nameEn}
            </th>
            <Number of={one.waiting} label={t.waiting} />
            <Number of={one.passedOn} label={t.passedOn} />
            <td data-label={t.since}>{one.waitingSince ? t.sinceMoment(format.moment(one.waitingSince)) : '－'}</td>
            <Number of={one.secondTries} label={t.secondTries} />
            <Number of={one.notDue} label={t.notDue} />
            <Number of={one.dead} label={t.dead} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ErrandTable({ of: errands }: { readonly of: readonly Errand[] }) {
  const { texts, format, language } = useApp();
  const t = texts.queues;
  return (
    <table className={`${style.table} ${style.cards}`}>
      <thead>
        <tr>
          <th scope="col">{t.kind}</th>
          <th scope="col" className={style.number}>
            {t.waiting}
          </th>
          <th scope="col">{t.since}</th>
          {[t.underWay, t.secondTries].map((name) => (
            <th key={name} scope="col" className={style.number}>
              {name}
            </th>
          ))}
          <th scope="col">{t.nextAt}</th>
          {[t.dead, t.unknown].map((name) => (
            <th key={name} scope="col" className={style.number}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {errands.map((one) => (
          <tr key={one.errand}>
            <th scope="row" data-label={t.kind}>
              {language === 'ja' ? one.nameJa : one.nameEn}
            </th>
            <Number of={one.waiting} label={t.waiting} />
            <td data-label={t.since}>{one.waitingSince ? t.sinceMoment(format.moment(one.waitingSince)) : '－'}</td>
            <Number of={one.underWay} label={t.underWay} />
            <Number of={one.secondTries} label={t.secondTries} />
            <td data-label={t.nextAt}>{one.nextAt ? format.moment(one.nextAt) : '－'}</td>
            <Number of={one.dead} label={t.dead} />
            <Number of={one.unknown} label={t.unknown} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Number({ of: count, label }: { readonly of: Count; readonly label: string }) {
  const { format } = useApp();
  return (
    <td data-label={label} className={style.number}>
      {format.count(count)}
    </td>
  );
}
