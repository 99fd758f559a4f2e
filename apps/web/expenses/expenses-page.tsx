import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { laneNames, unpaidReasons } from '#kernel';
import type { Asked, Schemas } from '../api/api.js';
import { ListTools } from '../lists/list-tools.js';
import { SavedViews } from '../lists/saved-views.js';
import { sortedBy, type Orders } from '../lists/sorted-by.js';
import { useListColumns, useShownKeys } from '../lists/use-list-columns.js';
import { queryOf, useListView } from '../lists/use-list-view.js';
import { ViewNote } from '../lists/view-note.js';
import { useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Filters, Spans } from '../ui/list/filters.js';
import { List } from '../ui/list/list.js';
import { useGroups } from '../ui/list/use-groups.js';
import { ListCount } from '../ui/list/views.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { Status, toneOfExpense } from '../ui/status.js';

type Line = Schemas['ExpenseLineDto'];
const bySubmission: Orders = { column: 'submitted', up: 'oldest', down: 'newest', first: 'down' };

/** Expenses of every case one may see, as the overview counts them. */
export function ExpensesPage() {
  const { texts, language } = useApp();
  const t = texts.expenses;
  const o = texts.overview;
  const view = useListView('expenses', useSearch({ from: '/expenses' }));
  const { search } = view;
  const { group, ...query } = search;
  const navigate = useNavigate({ from: '/expenses' });
  const list = useList('/expenses', { query } as Asked<'/expenses'>, { enabled: view.isKnown });
  const ofView = view.view?.columns;
  const columns = useListColumns('expenses', useColumns(), ofView);
  const keys = useShownKeys('expenses', ofView);
  const filter = (key: string, value: string | undefined): void =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, [key]: value ?? '' }).filter(([, kept]) => kept !== '')),
    });
  const groups = useExpenseGroups(group, (way) => filter('group', way));
  return (
    <Page
      width="wide"
      title={o.expensesTitle}
      beside={
        <>
          {list.items && (
            <ListCount
              of={list.items.length}
              yen={list.items.map(({ claimed }) => claimed)}
              isMore={list.hasNextPage}
            />
          )}
          <SavedViews of={view} to="/expenses" />
        </>
      }
      aside={list.items && <ListTools list="expenses" conditions={queryOf(query)} columns={keys} view={view} />}
    >
      <ViewNote of={view} />
      <Filters
        of={[
          {
            key: 'lane',
            name: o.lane,
            options: Object.entries(laneNames).map(([value, name]) => ({ value, label: name[language] })),
          },
          {
            key: 'standing',
            name: t.state,
            options: [
              { value: 'undecided', label: o.undecided },
              { value: 'approved', label: o.approved },
              { value: 'paid', label: o.paid },
            ],
          },
          {
            key: 'unpaid',
            name: t.unpaidWhy,
            options: [
              { value: 'all', label: t.unpaidAll },
              ...Object.entries(unpaidReasons).map(([value, words]) => ({ value, label: words[language] })),
            ],
          },
        ]}
        chosen={search}
        onChange={filter}
      >
        {groups.choice}
        <Spans
          of={[
            { keys: ['submittedFrom', 'submittedBefore'], name: t.submittedAt },
            { keys: ['decidedFrom', 'decidedBefore'], name: t.decidedOn },
          ]}
          chosen={search}
          onRemove={(keys) => void navigate({ search: without(search, keys) })}
        />
      </Filters>
      <Shown of={{ ...list, data: list.items }}>
        {(expenses) =>
          expenses.length === 0 ? (
            <p>{t.noneHere}</p>
          ) : (
            <List
              label={o.expensesTitle}
              columns={columns}
              {...groups.groupsOf(expenses, list.hasNextPage)}
              yenOf={({ claimed }) => claimed}
              keyOf={({ id }) => id}
              sort={sortedBy(bySubmission, search.sort, (sort) => filter('sort', sort))}
              nameOf={({ caseNumber, line }) => `${caseNumber}　${t.lineNo(line)}`}
            />
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
    </Page>
  );
}

/** Expenses by what they are, by who looks at them, or by how far they are. */
function useExpenseGroups(asked: string | undefined, onChange: (way: string | undefined) => void) {
  const { say, language } = useApp();
  return useGroups<Line, 'category' | 'lane' | 'state'>(
    {
      category: ({ categoryName }) => ({ key: categoryName.code, title: say(categoryName) }),
      lane: ({ lane }) => ({ key: lane, title: laneNames[lane][language] }),
      state: ({ state, stateName }) => ({ key: state, title: say(stateName) }),
    },
    asked,
    onChange,
  );
}

const without = <S extends object>(search: S, keys: readonly string[]): S =>
  Object.fromEntries(Object.entries(search).filter(([key]) => !keys.includes(key))) as S;

function useColumns(): readonly Column<Line>[] {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  return [
    {
      key: 'case',
      name: texts.cases.caseNumber,
      width: 240,
      cell: (line) => (
        <Link to="/expenses/$id" params={{ id: line.id }} data-row>
          {line.caseNumber}　{t.lineNo(line.line)}
        </Link>
      ),
    },
    {
      key: 'institution',
      name: t.institution,
      width: 216,
      cell: ({ institutionName }) => institutionName ?? texts.cases.notMatched,
      whole: ({ institutionName }) => institutionName ?? undefined,
    },
    {
      key: 'category',
      name: t.category,
      cell: ({ categoryName }) => say(categoryName),
      whole: ({ categoryName }) => say(categoryName),
    },
    {
      key: 'claimed',
      name: texts.list.yenUnit(t.claimed),
      width: 120,
      numeric: true,
      cell: ({ claimed }) => format.amount(claimed),
    },
    {
      key: 'approved',
      name: texts.list.yenUnit(t.approvedAmount),
      width: 136,
      numeric: true,
      cell: ({ approved }) => (approved === null ? '' : format.amount(approved)),
    },
    {
      key: 'state',
      name: t.state,
      width: 168,
      cell: (line) => <Status tone={toneOfExpense(line.state)}>{say(line.stateName)}</Status>,
    },
    {
      key: 'submitted',
      sort: 'submitted',
      name: t.submittedAt,
      width: 144,
      cell: ({ submittedAt }) => format.day(submittedAt),
    },
  ];
}
