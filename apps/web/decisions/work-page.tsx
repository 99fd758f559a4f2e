import { useNavigate, useSearch } from '@tanstack/react-router';
import { count, laneNames, mostLookedAt } from '#kernel';
import type { Asked } from '../api/api.js';
import { ListTools } from '../lists/list-tools.js';
import { sortedBy, type Orders } from '../lists/sorted-by.js';
import { useListColumns, useShownKeys } from '../lists/use-list-columns.js';
import { queryOf, useListView } from '../lists/use-list-view.js';
import { ViewNote } from '../lists/view-note.js';
import { useList, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { gathered } from '../ui/list/columns.js';
import { Also, Filters } from '../ui/list/filters.js';
import { Grouping } from '../ui/list/grouping.js';
import { List, type ListProps } from '../ui/list/list.js';
import { useSelection } from '../ui/list/use-selection.js';
import { ListCount, Views } from '../ui/list/views.js';
import { More } from '../ui/more.js';
import { Page } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { useNameOfWork, useWorkColumns, type Work } from './work-columns.js';
import { groupingOf, useWorkGroup, workGroupings, type WorkGrouping } from './work-groups.js';
import { WorkBar } from './work-bar.js';
import { WorkPeek } from './work-peek.js';

const views = {
  mine: { assignee: 'me', limit: 200 },
  ready: { assignee: 'me', standing: 'ready', limit: 200 },
  lane: { limit: 100 },
  unassigned: { state: 'unassigned', limit: 100 },
  late: { due: 'late', limit: 100 },
} as const;
type View = keyof typeof views;
const byDue: Orders = { column: 'due', up: 'soonest', down: 'latest', first: 'up' };
const isView = (view: string | undefined): view is View => view !== undefined && view in views;

/** What is to be done, in the order in which a promise breaks. */
export function WorkPage() {
  const { texts, format, language } = useApp();
  const t = texts.decisions;
  const saved = useListView('work', useSearch({ from: '/work' }));
  const { search } = saved;
  const navigate = useNavigate({ from: '/work' });
  const user = useUser();
  const works = user.roles.some((role) => role === 'adjuster' || role === 'senior-adjuster');
  const view: View = isView(search.view) ? search.view : works ? 'mine' : 'unassigned';
  const query = {
    ...views[view],
    lane: search.lane,
    sort: search.sort,
    ...(search.assignee ? { assignee: search.assignee } : {}),
    ...(search.due ? { due: search.due } : {}),
  };
  const list = useList('/work-items', { query } as Asked<'/work-items'>, { enabled: saved.isKnown });
  const isMine = view === 'mine' || view === 'ready';
  const keys = useShownKeys('work', saved.view?.columns);
  const looks = useRead('/approvable-expenses', {}, { enabled: works });
  const lookOf = new Map(looks.data?.items.map((look) => [look.expenseId, look]));
  const listed = list.items?.map((item): Work => ({ item, look: lookOf.get(item.expenseId) }));
  const names: Readonly<Record<View, string>> = {
    mine: t.views.mine,
    ready: t.views.ready,
    lane: works ? t.views.lane : t.views.others,
    unassigned: t.views.unassigned,
    late: t.views.late,
  };
  // while a list is read the one before stands there
  const assignee =
    search.assignee === user.id
      ? user.displayName
      : list.items?.find(({ assignee: one }) => one?.id === search.assignee)?.assignee?.name;
  const shown = (Object.keys(views) as View[]).filter((key) => works || (key !== 'mine' && key !== 'ready'));
  const named = { ...saved, search: { ...search, view } };
  const grouping = groupingOf(search.group);
  const lasting = Object.fromEntries(
    Object.entries({ lane: search.lane, group: search.group }).filter((pair): pair is [string, string] => !!pair[1]),
  );
  return (
    <Page
      width="wide"
      title={names[view]}
      beside={
        <>
          {listed && <ListCount of={listed.length} yen={listed.map(claimedOf)} isMore={list.hasNextPage} />}
          <Views
            at={saved.view?.id ?? view}
            of={[
              ...shown.map((key) => ({
                key,
                name: names[key],
                to: '/work',
                search: { view: key, ...lasting },
                // of all lines: under a condition the list has fewer
                many:
                  key === 'ready' && !search.lane
                    ? looks.data?.items.filter(({ flags }) => flags.length === 0).length
                    : undefined,
              })),
              ...saved.views.map(({ id, name }) => ({ key: id, name, to: '/work', search: { view: id } })),
            ]}
          />
        </>
      }
      aside={
        listed && (
          <ListTools
            list="work"
            conditions={queryOf(query)}
            columns={keys}
            unseen={isMine ? ['assignee'] : []}
            view={named}
          />
        )
      }
    >
      <ViewNote of={saved} />
      {view === 'ready' && looks.data?.items.length === mostLookedAt && (
        <p className={style.hint}>{t.readyOf(format.count(count(looks.data.items)))}</p>
      )}
      <Filters
        of={[
          {
            key: 'lane',
            name: texts.overview.lane,
            options: Object.entries(laneNames).map(([value, name]) => ({ value, label: name[language] })),
          },
        ]}
        chosen={search}
        onChange={(key, value) => {
          const { [key as 'lane']: _, ...rest } = search;
          void navigate({ search: value ? { ...rest, [key]: value } : rest });
        }}
      >
        <Also
          of={[
            ...(search.assignee
              ? [{ key: 'assignee', words: assignee ? t.ofAssignee(assignee) : t.ofOneAssignee }]
              : []),
            ...(search.due ? [{ key: 'due', words: t.views.late }] : []),
          ]}
          onRemove={(key) => {
            const { [key as 'assignee']: _, ...rest } = search;
            void navigate({ search: rest });
          }}
        />
        <Grouping
          of={workGroupings.map((value) => ({ value, label: texts.list.groupings[value] }))}
          chosen={grouping}
          onChange={(group) => void navigate({ search: { ...search, group } })}
        />
      </Filters>
      <Shown of={{ ...list, data: listed }}>
        {(items) => (
          <Works
            list={JSON.stringify(query)}
            of={items}
            mayWork={works}
            isMine={isMine}
            grouping={grouping}
            isMore={list.hasNextPage}
            ofView={saved.view?.columns}
            sort={sortedBy(byDue, search.sort, (sort) => void navigate({ search: { ...search, sort } }))}
          />
        )}
      </Shown>
      <More of={list} label={texts.shell.more} />
    </Page>
  );
}

const claimedOf = ({ item }: Work) => item.claimed;

/** The lines with what can be done with those that are ticked. */
function Works({
  list,
  of: works,
  mayWork,
  isMine,
  grouping,
  isMore,
  ofView,
  sort,
}: {
  /** Its conditions: in another list one begins at its first line, with nothing ticked. */
  readonly list: string;
  readonly of: readonly Work[];
  readonly mayWork: boolean;
  readonly isMine: boolean;
  readonly grouping: WorkGrouping;
  readonly isMore: boolean;
  readonly ofView: readonly string[] | null | undefined;
  readonly sort: NonNullable<ListProps<Work>['sort']>;
}) {
  const t = useApp().texts.decisions;
  const nameOf = useNameOfWork();
  const columns = useListColumns('work', useWorkColumns(isMine), ofView);
  const groupOf = useWorkGroup(grouping);
  // by its day it comes in the order of the groups
  const rows = groupOf && grouping !== 'due' ? gathered(works, groupOf) : works;
  const selection = useSelection(rows, keyOf, list);
  return (
    <>
      {works.length === 0 ? (
        <p>{t.noWork}</p>
      ) : (
        <List
          key={list}
          label={t.work}
          columns={columns}
          rows={rows}
          keyOf={keyOf}
          nameOf={nameOf}
          groupOf={groupOf}
          groupsGoOn={isMore ? (grouping === 'due' ? 'last' : 'all') : 'none'}
          yenOf={claimedOf}
          sort={sort}
          peek={(work) => <WorkPeek key={work.item.id} of={work} />}
          {...(mayWork ? { selection } : {})}
        />
      )}
      {/* also when the last line has left the list: what was done can still be undone */}
      {mayWork && <WorkBar of={selection} />}
    </>
  );
}

const keyOf = ({ item }: Work): string => item.id;
