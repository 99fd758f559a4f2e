import { NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { laneNames } from '#kernel';
import type { Asked } from '../api/api.js';
import { useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { Status, toneOfExpense } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { useRowKeys } from '../ui/use-row-keys.js';

/** Expenses of every case one may see, as the overview counts them. */
export function ExpensesPage() {
  const { texts, format, say, language } = useApp();
  const t = texts.expenses;
  const o = texts.overview;
  const search = useSearch({ from: '/expenses' });
  const navigate = useNavigate({ from: '/expenses' });
  const list = useList('/expenses', { query: search } as Asked<'/expenses'>);
  const filter = (more: Partial<typeof search>): void =>
    void navigate({
      search: (now) => Object.fromEntries(Object.entries({ ...now, ...more }).filter(([, value]) => value !== '')),
    });
  useRowKeys();
  return (
    <Page width="wide" title={o.expensesTitle}>
      <div className={style.row}>
        <NativeSelect
          label={o.filterLane}
          value={search.lane ?? ''}
          onChange={(event) => filter({ lane: event.currentTarget.value })}
          data={[
            { value: '', label: texts.shell.all },
            ...Object.entries(laneNames).map(([value, name]) => ({ value, label: name[language] })),
          ]}
        />
        <NativeSelect
          label={o.filterStanding}
          value={search.standing ?? ''}
          onChange={(event) => filter({ standing: event.currentTarget.value })}
          data={[
            { value: '', label: texts.shell.all },
            { value: 'undecided', label: o.undecided },
            { value: 'approved', label: o.approved },
            { value: 'paid', label: o.paid },
          ]}
        />
      </div>
      <div className={style.section}>
        <Shown of={{ ...list, data: list.items }}>
          {(expenses) =>
            expenses.length === 0 ? (
              <p>{t.noneHere}</p>
            ) : (
              <table className={`${style.table} ${style.cards}`}>
                <thead>
                  <tr>
                    <th scope="col">{texts.cases.caseNumber}</th>
                    <th scope="col">{t.institution}</th>
                    <th scope="col">{t.category}</th>
                    <th scope="col">{t.amount}</th>
                    <th scope="col">{t.approvedAmount}</th>
                    <th scope="col">{t.state}</th>
                    <th scope="col">{t.submittedAt}</th>
                  </tr>
                </thead>
                <tbody>
                  {expenses.map((line) => (
                    <tr key={line.id}>
                      <td data-label={texts.cases.caseNumber}>
                        <Link to="/expenses/$id" params={{ id: line.id }} data-row>
                          {line.caseNumber}　{t.lineNo(line.line)}
                        </Link>
                      </td>
                      <td data-label={t.institution}>{line.institutionName ?? texts.cases.notMatched}</td>
                      <td data-label={t.category}>{say(line.categoryName)}</td>
                      <td data-label={t.amount} className={style.number}>
                        {format.yen(line.claimed)}
                      </td>
                      <td data-label={t.approvedAmount} className={style.number}>
                        {line.approved === null ? '－' : format.yen(line.approved)}
                      </td>
                      <td data-label={t.state}>
                        <Status tone={toneOfExpense(line.state)}>{say(line.stateName)}</Status>
                      </td>
                      <td data-label={t.submittedAt}>{format.day(line.submittedAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Shown>
        <More of={list} label={texts.shell.more} />
      </div>
    </Page>
  );
}
