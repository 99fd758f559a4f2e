import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { ListTools } from '../lists/list-tools.js';
import { useListColumns, useShownKeys } from '../lists/use-list-columns.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { List } from '../ui/list/list.js';
import { ListCount } from '../ui/list/views.js';
import { Page } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { Status, toneOfExpense } from '../ui/status.js';

type Late = Schemas['LateExpensesDto']['items'][number];

/** Expenses whose time to pay is over, with whom they are. */
export function LatePage() {
  const { texts } = useApp();
  const t = texts.payments;
  const query = useRead('/late-expenses', {});
  const columns = useListColumns('late', useColumns(), null);
  const keys = useShownKeys('late', null);
  const items = query.data?.items;
  return (
    <Page
      width="wide"
      title={t.lateTitle}
      beside={items && <ListCount of={items.length} yen={items.map(({ amount }) => amount)} />}
      aside={items && <ListTools list="late" conditions="" columns={keys} />}
    >
      <p>{t.lateLead}</p>
      <Shown of={query}>
        {({ items: lines }) =>
          lines.length === 0 ? (
            <p>{t.noLate}</p>
          ) : (
            <List
              label={t.lateTitle}
              columns={columns}
              rows={lines}
              keyOf={({ expenseId }) => expenseId}
              nameOf={({ caseNumber, line }) => `${caseNumber}　${texts.expenses.lineNo(line)}`}
            />
          )
        }
      </Shown>
    </Page>
  );
}

function useColumns(): readonly Column<Late>[] {
  const { texts, format, say } = useApp();
  const t = texts.payments;
  return [
    {
      key: 'days',
      name: t.daysLate,
      width: 120,
      cell: ({ daysLate }) => <Status tone="bad">{format.days(daysLate)}</Status>,
    },
    {
      key: 'case',
      name: t.caseNumber,
      width: 240,
      cell: (line) => (
        <Link to="/expenses/$id" params={{ id: line.expenseId }} data-row>
          {line.caseNumber}　{texts.expenses.lineNo(line.line)}
        </Link>
      ),
    },
    {
      key: 'institution',
      name: t.institution,
      cell: ({ institutionName }) => institutionName,
      whole: ({ institutionName }) => institutionName ?? undefined,
    },
    {
      key: 'state',
      name: t.state,
      width: 168,
      cell: (line) => (
        <Status tone={toneOfExpense(line.state)}>{say({ textJa: line.stateJa, textEn: line.stateEn })}</Status>
      ),
    },
    {
      key: 'amount',
      name: texts.list.yenUnit(t.amount),
      width: 120,
      numeric: true,
      cell: ({ amount }) => format.amount(amount),
    },
    { key: 'complete', name: t.completeOn, width: 144, cell: ({ completeOn }) => format.day(completeOn) },
    { key: 'by', name: t.payBy, width: 144, cell: ({ payBy }) => format.day(payBy) },
    { key: 'with', name: t.withWhom, width: 136, cell: ({ withName }) => withName ?? '－' },
  ];
}
