import { Button, Modal } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { count, sumOf } from '#kernel';
import type { Asked } from '../api/api.js';
import { ListTools } from '../lists/list-tools.js';
import { SavedViews } from '../lists/saved-views.js';
import { sortedBy, type Orders } from '../lists/sorted-by.js';
import { useShownKeys } from '../lists/use-list-columns.js';
import { queryOf, useListView } from '../lists/use-list-view.js';
import { ViewNote } from '../lists/view-note.js';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Also, Filters, Spans } from '../ui/list/filters.js';
import { SelectionBar } from '../ui/list/selection-bar.js';
import { useGroups } from '../ui/list/use-groups.js';
import { useSelection } from '../ui/list/use-selection.js';
import { ListCount } from '../ui/list/views.js';
import { usePageActs } from '../ui/page-acts.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { BuildBatch } from './build-batch.js';
import { PaymentActions } from './payment-actions.js';
import { PaymentQueues } from './payment-queues.js';
import { PaymentTable, transferOf, type Payment, type PaymentTableProps } from './payment-table.js';

/** The states that are queues of their own. */
const queueOf: Readonly<Record<string, 'scheduled' | 'returned' | 'kept'>> = {
  scheduled: 'scheduled',
  returned: 'returned',
  kept: 'kept',
};
const byDay: Orders = { column: 'by', up: 'soonest', down: 'latest', first: 'up' };

/** Payments in the order in which they are due; what is scheduled is chosen and put into a batch. */
export function PaymentsPage() {
  const { texts } = useApp();
  const t = texts.payments;
  const view = useListView('payments', useSearch({ from: '/payments' }));
  const { search } = view;
  const navigate = useNavigate({ from: '/payments' });
  const works = useUser().roles.includes('payments');
  const state = search.state ?? 'scheduled';
  const { group, ...conditions } = search;
  const query = { ...conditions, state: state === 'all' ? undefined : state };
  const list = useList('/payments', { query } as Asked<'/payments'>, { enabled: view.isKnown });
  const ofView = view.view?.columns;
  const keys = useShownKeys('payments', ofView);
  const groups = usePaymentGroups(group, (way) => {
    const { group: _, ...rest } = search;
    void navigate({ search: way ? { ...rest, group: way } : rest });
  });
  const sort = sortedBy(byDay, search.sort, (next) => void navigate({ search: { ...search, sort: next } }));
  return (
    <Page
      width="wide"
      title={t.title}
      beside={
        <>
          {list.items && (
            <ListCount of={list.items.length} yen={list.items.map(transferOf)} isMore={list.hasNextPage} />
          )}
          <SavedViews of={view} to="/payments" all={{ search: { state: 'all' }, isOpen: state === 'all' }} />
        </>
      }
      aside={list.items && <ListTools list="payments" conditions={queryOf(query)} columns={keys} view={view} />}
    >
      <PaymentQueues at={view.view ? null : (queueOf[state] ?? null)} />
      <ViewNote of={view} />
      <Filters
        of={[
          {
            key: 'state',
            name: t.state,
            options: [...Object.entries(t.states), ['kept', t.queues.kept] as const].map(([value, label]) => ({
              value,
              label,
            })),
          },
        ]}
        chosen={{ state: state === 'all' ? undefined : state }}
        onChange={(_, value) => void navigate({ search: { ...search, state: value ?? 'all' } })}
      >
        {groups.choice}
        <Spans
          of={[{ keys: ['settledFrom', 'settledBefore'], name: t.settledSpan }]}
          chosen={search}
          onRemove={() => {
            const { settledFrom: _from, settledBefore: _before, ...rest } = search;
            void navigate({ search: rest });
          }}
        />
        <Also
          of={search.settled ? [{ key: 'settled', words: t.settledLate }] : []}
          onRemove={() => {
            const { settled: _, ...rest } = search;
            void navigate({ search: rest });
          }}
        />
      </Filters>
      <Shown of={{ ...list, data: list.items }}>
        {(payments) =>
          payments.length === 0 ? (
            <p>{t.none}</p>
          ) : works && state === 'scheduled' ? (
            <Scheduled key={state} of={groups.groupsOf(payments, list.hasNextPage)} ofView={ofView} sort={sort} />
          ) : (
            <PaymentTable
              of={groups.groupsOf(payments, list.hasNextPage)}
              ofView={ofView}
              sort={sort}
              actions={(payment) => <PaymentActions of={payment} />}
            />
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
    </Page>
  );
}

/** Payments by how far they are, or by whom they are for. */
function usePaymentGroups(asked: string | undefined, onChange: (way: string | undefined) => void) {
  const { say } = useApp();
  return useGroups<Payment, 'state' | 'institution'>(
    {
      state: ({ state, stateJa, stateEn }) => ({ key: state, title: say({ textJa: stateJa, textEn: stateEn }) }),
      institution: ({ institutionName }) => ({ key: institutionName, title: institutionName }),
    },
    asked,
    onChange,
  );
}

/** What can be put into a batch. */
function Scheduled({ of: grouped, ...shown }: Pick<PaymentTableProps, 'of' | 'ofView' | 'sort'>) {
  const { texts, format } = useApp();
  const t = texts.payments;
  const selection = useSelection(grouped.rows, ({ id }) => id, 'scheduled');
  const [building, setBuilding] = useState(false);
  const taken = selection.chosen;
  const why = taken.length === 0 ? texts.list.chooseFirst : null;
  usePageActs([{ name: t.build, why, run: () => setBuilding(true) }]);
  return (
    <>
      <PaymentTable of={grouped} selection={selection} {...shown} />
      <SelectionBar of={selection} sums={[{ name: t.amount, yenOf: transferOf }]}>
        <Button onClick={() => setBuilding(true)}>{t.build}</Button>
        {taken.length === 1 && taken[0] && <PaymentActions of={taken[0]} />}
      </SelectionBar>
      <Modal
        opened={building}
        onClose={() => setBuilding(false)}
        title={t.build}
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        <p>{t.buildLead(count(taken), format.yen(sumOf(taken.map(transferOf))))}</p>
        <BuildBatch of={taken} onClose={() => setBuilding(false)} />
      </Modal>
    </>
  );
}
