import type { Schemas } from '../api/api.js';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import type { QueuesText } from '../text/ja/queues.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { Peeks } from '../ui/list/peeks.js';
import { Facts, Section } from '../ui/page.js';
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
  const columns = useColumns({ pending, retry });
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
      <Listed
        of={list}
        none={t.noneFailed}
        label={language === 'ja' ? nameJa : nameEn}
        columns={columns}
        keyOf={(item) => `${item.consumer} ${item.eventId} ${item.eventCreatedAt}`}
        nameOf={({ job }) => t.jobs[job] ?? t.unknownKind(job)}
        peek={(item) => <FailedPeek of={item} />}
      />
    </>
  );
}

function useColumns({ pending, retry }: Retrying): readonly Column<Failed>[] {
  const { texts, format } = useApp();
  const t = texts.queues;
  const nameOf = ({ job }: Failed): string => t.jobs[job] ?? t.unknownKind(job);
  const reason = (item: Failed): string =>
    [t.reasons[kindOf(item.reason ?? '')], item.reason].filter(Boolean).join('　');
  const acts = (again: NonNullable<typeof retry>): Column<Failed> => ({
    key: 'acts',
    name: texts.cases.actions,
    width: 168,
    cell: ({ consumer, eventId, eventCreatedAt }) => (
      <Button
        size="compact-sm"
        variant="default"
        loading={pending}
        onClick={() => again({ delivery: { consumer, eventId, eventCreatedAt } })}
      >
        {t.retry}
      </Button>
    ),
  });
  return [
    {
      key: 'job',
      name: t.kind,
      width: 240,
      cell: (item) => <Peeks>{nameOf(item)}</Peeks>,
      whole: nameOf,
    },
    {
      key: 'case',
      name: t.case,
      width: 168,
      cell: (item) => <CaseOf of={item} />,
      whole: ({ caseNumber }) => caseNumber ?? t.noCase,
    },
    { key: 'reason', name: t.reason, cell: reason, whole: reason },
    { key: 'attempts', name: t.attempts, width: 96, numeric: true, cell: (one) => t.times(format.count(one.attempts)) },
    {
      key: 'at',
      name: t.failedAt,
      width: 144,
      cell: ({ failedAt }) => format.moment(failedAt),
      whole: ({ failedAt }) => format.moment(failedAt),
    },
    ...(retry ? [acts(retry)] : []),
  ];
}

/** What was given up, beside its list, with its reason as the log has it. */
function FailedPeek({ of: item }: { readonly of: Failed }) {
  const { texts, format } = useApp();
  const t = texts.queues;
  return (
    <>
      <h2 className={style.sub}>{t.jobs[item.job] ?? t.unknownKind(item.job)}</h2>
      <Status tone="bad">{t.dead}</Status>
      <Facts
        of={[
          [t.case, <CaseOf key="case" of={item} />],
          [t.reason, t.reasons[kindOf(item.reason ?? '')]],
          [t.attempts, t.times(format.count(item.attempts))],
          [t.failedAt, format.moment(item.failedAt)],
        ]}
      />
      {item.reason && <code className={style.hint}>{item.reason}</code>}
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

/** By the class of the database's code, or the name of the error. */
function kindOf(reason: string): keyof QueuesText['reasons'] {
  if (/\b(57014|25P03)\b/.test(reason)) return 'tookLong';
  if (/\b40(001|P01)\b/.test(reason)) return 'crossed';
  if (/\b2[23][0-9A-Z]{3}\b/.test(reason)) return 'refused';
  return reason.startsWith('Problem') ? 'rule' : 'other';
}
