import { Link, useSearch } from '@tanstack/react-router';
import type { Answer } from '../api/api.js';
import { useList } from '../shell/queries.js';
import { ListTools } from '../lists/list-tools.js';
import { useListColumns, useShownKeys } from '../lists/use-list-columns.js';
import { queryOf } from '../lists/use-list-view.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { List } from '../ui/list/list.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { Status, toneOfPayment } from '../ui/status.js';
import { PaymentQueues } from './payment-queues.js';

type Batch = Answer<'get', '/payment-batches'>['items'][number];

/** Batches, newest first. */
export function BatchesPage() {
  const { texts } = useApp();
  const t = texts.payments;
  const state = useSearch({ from: '/batches' }).state === 'open' ? ('open' as const) : undefined;
  const list = useList('/payment-batches', { query: { state } });
  const columns = useListColumns('batches', useColumns(), null);
  const keys = useShownKeys('batches', null);
  return (
    <Page
      width="wide"
      title={t.batches}
      aside={list.items && <ListTools list="batches" conditions={queryOf({ state })} columns={keys} />}
    >
      <PaymentQueues at={state ? 'batched' : null} />
      <Shown of={{ ...list, data: list.items }}>
        {(batches) =>
          batches.length === 0 ? (
            <p>{state ? t.noOpenBatches : t.noBatches}</p>
          ) : (
            <List
              label={t.batches}
              columns={columns}
              rows={batches}
              keyOf={({ id }) => id}
              nameOf={({ number }) => t.batch(number)}
            />
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
    </Page>
  );
}

function useColumns(): readonly Column<Batch>[] {
  const { texts, format, say } = useApp();
  const t = texts.payments;
  return [
    {
      key: 'number',
      name: t.batchNumber,
      cell: (batch) => (
        <Link to="/batches/$id" params={{ id: batch.id }} data-row>
          {t.batch(batch.number)}
        </Link>
      ),
    },
    { key: 'on', name: t.transferOn, width: 160, cell: ({ transferOn }) => format.day(transferOn) },
    {
      key: 'state',
      name: t.state,
      width: 176,
      cell: (batch) => (
        <Status tone={toneOfPayment(batch.state)}>{say({ textJa: batch.stateJa, textEn: batch.stateEn })}</Status>
      ),
    },
    { key: 'count', name: t.count, width: 96, numeric: true, cell: (batch) => format.count(batch.count) },
    {
      key: 'total',
      name: texts.list.yenUnit(t.total),
      width: 144,
      numeric: true,
      cell: ({ total }) => format.amount(total),
    },
    { key: 'built', name: t.builtBy, width: 160, cell: ({ builtByName }) => builtByName },
    { key: 'releaser', name: t.releaser, width: 160, cell: ({ releaserName }) => releaserName },
  ];
}
