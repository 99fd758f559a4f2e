import { Button } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Asked } from '../api/api.js';
import { useCategoryName } from '../expenses/category-select.js';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { List } from '../ui/list/list.js';
import { ListCount, Views } from '../ui/list/views.js';
import { More } from '../ui/more.js';
import { Facts, Page } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { Status, toneOfExpense } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { canLeave, LeaveTask, useAdvice, type Task } from './assessment-task.js';

const views = {
  mine: { assignee: 'me', limit: 200 },
  open: { limit: 200 },
  ended: { state: 'ended', limit: 100 },
} as const;
type View = keyof typeof views;
const isView = (view: string | undefined): view is View => view !== undefined && view in views;

/** Decided lines that would come to something else now, in the order in which they were found. */
export function AssessmentTasksPage() {
  const { texts } = useApp();
  const t = texts.acts.tasks;
  const search = useSearch({ from: '/assessment-tasks' });
  const isSenior = useUser().roles.includes('senior-adjuster');
  const view: View = isView(search.view) ? search.view : isSenior ? 'open' : 'mine';
  const list = useList('/assessment-tasks', { query: views[view] } as Asked<'/assessment-tasks'>);
  const columns = useColumns(view);
  // beside the list: a colleague may leave it first, and its row goes
  const [leaving, setLeaving] = useState<Task | null>(null);
  const { items } = list;
  return (
    <Page
      width="wide"
      title={t.title}
      beside={
        <>
          {items && <ListCount of={items.length} isMore={list.hasNextPage} />}
          <Views
            at={view}
            of={(Object.keys(views) as View[]).map((key) => ({
              key,
              name: t.views[key],
              to: '/assessment-tasks',
              search: { view: key },
            }))}
          />
        </>
      }
    >
      <p>{t.lead}</p>
      <Shown of={{ ...list, data: items }}>
        {(tasks) =>
          tasks.length === 0 ? (
            <p>{t.none[view]}</p>
          ) : (
            <List
              label={t.title}
              columns={columns}
              rows={tasks}
              keyOf={({ id }) => id}
              nameOf={({ caseNumber, line }) => `${caseNumber}　${texts.expenses.lineNo(line)}`}
              peek={(task) => <TaskPeek of={task} onLeave={() => setLeaving(task)} />}
            />
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
      {leaving && <LeaveTask key={leaving.id} of={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

/** Since when it is known, and of which line it is. */
function useLineColumns(): readonly Column<Task>[] {
  const { texts, format } = useApp();
  const nameOf = useCategoryName();
  return [
    {
      key: 'since',
      name: texts.acts.tasks.since,
      width: 96,
      cell: ({ openedAt }) => format.shortDay(openedAt),
      whole: ({ openedAt }) => format.moment(openedAt),
    },
    {
      key: 'institution',
      name: texts.expenses.institution,
      width: 176,
      cell: ({ institutionName }) => institutionName ?? texts.cases.notMatched,
      whole: ({ institutionName }) => institutionName ?? undefined,
    },
    {
      key: 'case',
      name: texts.cases.caseNumber,
      width: 184,
      givesWay: true,
      cell: ({ caseNumber }) => caseNumber,
    },
    {
      key: 'line',
      name: texts.decisions.line,
      width: 56,
      cell: (task) => (
        <Link
          to="/expenses/$id"
          params={{ id: task.expenseId }}
          aria-label={`${task.caseNumber}　${texts.expenses.lineNo(task.line)}`}
          title={`${task.caseNumber}　${texts.expenses.lineNo(task.line)}`}
          data-row
        >
          {task.line}
        </Link>
      ),
    },
    {
      key: 'category',
      name: texts.expenses.category,
      cell: ({ category }) => nameOf(category),
      whole: ({ category }) => nameOf(category),
    },
  ];
}

/** In whose favour it differs and by how much, and what came of it or how the line stands. */
function useColumns(view: View): readonly Column<Task>[] {
  const { texts, format, say } = useApp();
  const t = texts.acts.tasks;
  const lines = useLineColumns();
  const amount = (key: 'stored' | 'now' | 'difference'): Column<Task> => ({
    key,
    name: texts.list.yenUnit(t[key]),
    width: 120,
    numeric: true,
    cell: (task) => format.amount(task[key]),
  });
  const outcome: Column<Task> = {
    key: 'outcome',
    name: t.outcome,
    width: 168,
    cell: (task) => <Status tone="good">{t.outcomes[task.outcome ?? ''] ?? ''}</Status>,
  };
  const state: Column<Task> = {
    key: 'state',
    name: texts.expenses.state,
    width: 168,
    cell: ({ expenseState, expenseStateJa, expenseStateEn }) => (
      <Status tone={toneOfExpense(expenseState)}>{say({ textJa: expenseStateJa, textEn: expenseStateEn })}</Status>
    ),
  };
  return [
    ...lines,
    {
      key: 'favour',
      name: t.favour,
      width: 136,
      cell: ({ inFavour }) => <Status tone={inFavour ? 'warn' : 'new'}>{inFavour ? t.more : t.less}</Status>,
    },
    amount('stored'),
    amount('now'),
    { ...amount('difference'), givesWay: true },
    view === 'ended' ? outcome : state,
    {
      key: 'adjuster',
      name: t.adjuster,
      width: 128,
      givesWay: true,
      cell: ({ adjusterName }) => adjusterName ?? '－',
      whole: ({ adjusterName }) => adjusterName ?? undefined,
    },
  ];
}

/** A difference beside its list: what is to be done about it, and the act that leaves it. */
function TaskPeek({ of: task, onLeave }: { readonly of: Task; readonly onLeave: () => void }) {
  const { texts, format } = useApp();
  const t = texts.acts.tasks;
  const adviceOn = useAdvice();
  const nameOf = useCategoryName();
  return (
    <>
      <h2 className={style.sub}>{task.institutionName ?? texts.cases.notMatched}</h2>
      <p className={style.hint}>
        <Link to="/expenses/$id" params={{ id: task.expenseId }}>
          {task.caseNumber}　{texts.expenses.lineNo(task.line)}
        </Link>
        {'　'}
        {nameOf(task.category)}
      </p>
      <Facts
        of={[
          [t.stored, format.yen(task.stored)],
          [t.now, <strong>{format.yen(task.now)}</strong>],
          [t.difference, format.yen(task.difference)],
          [t.adjuster, task.adjusterName],
          [t.outcome, task.outcome && (t.outcomes[task.outcome] ?? '')],
          [t.leaveReason, task.reason],
        ]}
      />
      {task.outcome === null && (
        <>
          <p>{adviceOn(task)}</p>
          {canLeave(task) ? (
            <Button variant="default" size="sm" onClick={onLeave}>
              {t.leave}
            </Button>
          ) : (
            !task.inFavour && <p className={style.hint}>{t.seniorLeaves}</p>
          )}
        </>
      )}
    </>
  );
}
