import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/api.js';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';

type Unused = Schemas['UnusedNumbersDto'];

/** As it stands inside a case number. */
const digits = (sequence: number): string => String(sequence).padStart(6, '0');

/** Case numbers that were drawn and that no case has, with why, for auditors. */
export function CaseNumbersPage() {
  const { texts } = useApp();
  const t = texts.arrivals.numbers;
  const list = useList('/unused-case-numbers', { query: {} });
  return (
    <Page width="wide" title={t.title}>
      <p className={style.hint}>{t.lead}</p>
      <Shown of={{ ...list, data: list.items }}>
        {(unused) => (unused.length === 0 ? <p>{t.none}</p> : <Table of={unused} />)}
      </Shown>
      <More of={list} label={texts.shell.more} />
    </Page>
  );
}

function Table({ of: unused }: { readonly of: readonly Unused[] }) {
  const { texts, format, say } = useApp();
  const t = texts.arrivals.numbers;
  // an administrator knows the number and may not open the case
  const mayOpen = useUser().roles.includes('auditor');
  return (
    <table className={`${style.table} ${style.cards}`}>
      <thead>
        <tr>
          <th scope="col">{t.number}</th>
          <th scope="col" className={style.number}>
            {t.count}
          </th>
          <th scope="col">{t.why}</th>
          <th scope="col">{t.full}</th>
          <th scope="col">{t.answeredBy}</th>
          <th scope="col">{t.at}</th>
        </tr>
      </thead>
      <tbody>
        {unused.map((run) => (
          <tr key={run.first}>
            <td data-label={t.number}>
              {run.count === 1 ? t.one(digits(run.first)) : t.range(digits(run.first), digits(run.last))}
            </td>
            <td data-label={t.count} className={style.number}>
              {format.count(run.count)}
            </td>
            <td data-label={t.why}>{say(run)}</td>
            <td data-label={t.full}>{run.caseNumber ?? '－'}</td>
            <td data-label={t.answeredBy}>
              {run.answeredBy && mayOpen ? (
                <Link to="/cases/$id" params={{ id: run.answeredBy.id }}>
                  {run.answeredBy.caseNumber}
                </Link>
              ) : (
                (run.answeredBy?.caseNumber ?? '－')
              )}
            </td>
            <td data-label={t.at}>{run.at ? format.moment(run.at) : t.unknown}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
