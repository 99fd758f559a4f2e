import { Button, NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { laneNames, sumOf } from '#kernel';
import type { Asked, Schemas } from '../api/api.js';
import { useCategoryName } from '../expenses/category-select.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Countdown } from '../ui/countdown.js';
import { Shown } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { useRowKeys } from '../ui/use-row-keys.js';

type Item = Schemas['WorkItemDto'];

const views = {
  mine: { assignee: 'me' },
  lane: {},
  unassigned: { state: 'unassigned' },
  late: { due: 'late' },
} as const;
type View = keyof typeof views;
const isView = (view: string | undefined): view is View => view !== undefined && view in views;

/** What is to be done, in the order in which a promise breaks. */
export function WorkPage() {
  const { texts, language } = useApp();
  const t = texts.decisions;
  const search = useSearch({ from: '/work' });
  const navigate = useNavigate({ from: '/work' });
  const works = useUser().roles.some((role) => role === 'adjuster' || role === 'senior-adjuster');
  const view: View = isView(search.view) ? search.view : works ? 'mine' : 'unassigned';
  const list = useList('/work-items', {
    query: { ...views[view], ...(search.lane ? { lane: search.lane } : {}) },
  } as Asked<'/work-items'>);
  return (
    <Page width="wide" title={t.work}>
      <p className={style.hint}>{t.workLead}</p>
      <div className={style.row}>
        <NativeSelect
          label={t.work}
          value={view}
          onChange={(event) => void navigate({ search: { ...search, view: event.currentTarget.value } })}
          data={(Object.keys(views) as View[]).map((value) => ({
            value,
            label: value === 'lane' && !works ? t.views.others : t.views[value],
          }))}
        />
        <NativeSelect
          label={texts.overview.lane}
          value={search.lane ?? ''}
          onChange={(event) => {
            const { lane: _, ...rest } = search;
            void navigate({ search: event.currentTarget.value ? { ...rest, lane: event.currentTarget.value } : rest });
          }}
          data={[
            { value: '', label: texts.shell.all },
            ...Object.entries(laneNames).map(([value, name]) => ({ value, label: name[language] })),
          ]}
        />
      </div>
      <div className={style.section}>
        <Shown of={{ ...list, data: list.items }}>
          {(items) => (items.length === 0 ? <p>{t.noWork}</p> : <Items of={items} mayWork={works} />)}
        </Shown>
        <More of={list} label={texts.shell.more} />
      </div>
    </Page>
  );
}

function Items({ of: items, mayWork }: { readonly of: readonly Item[]; readonly mayWork: boolean }) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  const user = useUser();
  const nameOf = useCategoryName();
  const claim = useAct('post', '/work-items/{id}/claim');
  const decline = useAct('post', '/work-items/{id}/decline');
  const [declining, setDeclining] = useState<Item | null>(null);
  const tell = useNotice();
  useRowKeys();
  return (
    <>
      <ProblemNote error={claim.error} />
      <table className={`${style.table} ${style.cards}`}>
        <thead>
          <tr>
            <th scope="col">{t.due}</th>
            <th scope="col">{texts.expenses.title}</th>
            <th scope="col">{texts.expenses.category}</th>
            <th scope="col">{texts.expenses.institution}</th>
            <th scope="col">{texts.expenses.amount}</th>
            <th scope="col">{texts.expenses.state}</th>
            <th scope="col">{t.assignee}</th>
            <th scope="col">{texts.cases.actions}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td data-label={t.due} className={style.nowrap}>
                <Countdown to={item.dueAt} />
              </td>
              <td data-label={texts.expenses.title}>
                <Link to="/expenses/$id" params={{ id: item.expenseId }} data-row>
                  {item.caseNumber}　{texts.expenses.lineNo(item.line)}
                </Link>
              </td>
              <td data-label={texts.expenses.category}>{nameOf(item.category)}</td>
              <td data-label={texts.expenses.institution}>{item.institutionName ?? texts.cases.notMatched}</td>
              <td data-label={texts.expenses.amount} className={style.number}>
                {format.yen(sumOf([item.amount, item.tax]))}
              </td>
              <td data-label={texts.expenses.state}>
                <Status tone={item.state === 'unassigned' ? 'warn' : 'info'}>
                  {say({ textJa: item.stateJa, textEn: item.stateEn })}
                </Status>
              </td>
              <td data-label={t.assignee}>{item.assignee?.name ?? t.nobody}</td>
              <td data-label={texts.cases.actions}>
                <span className={style.row}>
                  {mayWork &&
                    (item.state === 'unassigned' || (item.state === 'offered' && item.assignee?.id === user.id)) && (
                      <Button
                        size="sm"
                        loading={claim.pending}
                        onClick={() =>
                          void claim
                            .send({ path: { id: item.id } })
                            .then((answer) => answer && tell(`${item.caseNumber} ${t.taken}`))
                        }
                      >
                        {t.take}
                      </Button>
                    )}
                  {mayWork && item.state === 'offered' && item.assignee?.id === user.id && (
                    <Button size="sm" variant="default" onClick={() => setDeclining(item)}>
                      {t.decline}
                    </Button>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={style.hint}>{texts.cases.keysHint}</p>
      <ReasonDialog
        key={declining?.id ?? 'none'}
        opened={declining !== null}
        onClose={() => setDeclining(null)}
        title={t.decline}
        label={t.declineReason}
        confirm={t.decline}
        pending={decline.pending}
        error={decline.error}
        onConfirm={(reason) =>
          declining &&
          void decline
            .send({ path: { id: declining.id }, body: { reason } })
            .then((answer) => answer && setDeclining(null))
        }
      />
    </>
  );
}
