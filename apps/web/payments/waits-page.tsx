import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { ListTools } from '../lists/list-tools.js';
import { useListColumns, useShownKeys } from '../lists/use-list-columns.js';
import { queryOf } from '../lists/use-list-view.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { List } from '../ui/list/list.js';
import { Page } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { PaymentQueues } from './payment-queues.js';
import { PayAgain, ScheduleAgain } from './schedule-again.js';

type Wait = Schemas['PaymentWaitsDto']['items'][number];

/** Approved money that is not on its way, and what would free it. */
export function WaitsPage() {
  const { texts, format } = useApp();
  const t = texts.payments;
  // beside the list: a colleague may be first, and its row goes
  const [again, setAgain] = useState<string | null>(null);
  const columns = useListColumns('waits', useColumns(setAgain), null);
  const keys = useShownKeys('waits', null);
  const asked = useSearch({ from: '/payment-waits' }).queue;
  const queue = asked === 'account' || asked === 'stopped' ? asked : undefined;
  const query = useRead('/payment-waits', { query: { queue } });
  return (
    <Page
      width="wide"
      title={t.waits}
      aside={query.data && <ListTools list="waits" conditions={queryOf({ queue })} columns={keys} />}
    >
      <PaymentQueues at={queue ?? null} />
      <p>{t.waitsLead}</p>
      <Shown of={query}>
        {({ count, amount, items }) =>
          items.length === 0 ? (
            <p>{queue ? t.none : t.noWaits}</p>
          ) : (
            <>
              <p>
                <strong>{t.waitsSum(count, format.yen(amount))}</strong>
              </p>
              <List
                label={t.waits}
                columns={columns}
                rows={items}
                keyOf={({ paymentId, expenseId }) => paymentId ?? expenseId ?? ''}
                nameOf={({ caseNumber }) => caseNumber}
              />
            </>
          )
        }
      </Shown>
      {again && <PayAgain key={again} of={again} onClose={() => setAgain(null)} />}
    </Page>
  );
}

function useColumns(onAgain: (expenseId: string) => void): readonly Column<Wait>[] {
  const { texts, format, say } = useApp();
  const t = texts.payments;
  const works = useUser().roles.includes('payments');
  const acts: Column<Wait> = {
    key: 'acts',
    name: texts.cases.actions,
    width: 256,
    cell: (wait) => <ScheduleAgain of={wait} onAgain={onAgain} />,
  };
  return [
    {
      key: 'case',
      name: t.caseNumber,
      width: 240,
      cell: (wait) => (
        <>
          <Link to="/cases/$id" params={{ id: wait.incidentId }} data-row>
            {wait.caseNumber}
          </Link>
          {wait.line === null ? '' : `　${texts.expenses.lineNo(wait.line)}`}
        </>
      ),
    },
    {
      key: 'institution',
      name: t.institution,
      width: 208,
      cell: ({ institutionName }) => institutionName,
      whole: ({ institutionName }) => institutionName,
    },
    {
      key: 'amount',
      name: texts.list.yenUnit(t.amount),
      width: 120,
      numeric: true,
      cell: ({ amount }) => format.amount(amount),
    },
    { key: 'since', name: t.since, width: 144, cell: ({ since }) => (since === null ? '－' : format.day(since)) },
    { key: 'why', name: t.waitsWhy, cell: (wait) => say(wait), whole: (wait) => say(wait) },
    ...(works ? [acts] : []),
  ];
}
