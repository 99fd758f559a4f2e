import { Link } from '@tanstack/react-router';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { Status, toneOfExpense } from '../ui/status.js';
import style from '../ui/ui.module.css';

/** Expenses whose time to pay is over, with whom they are. */
export function LatePage() {
  const { texts, format, say } = useApp();
  const t = texts.payments;
  const query = useRead('/late-expenses', {});
  return (
    <Page width="wide" title={t.lateTitle}>
      <p className={style.hint}>{t.lateLead}</p>
      <Shown of={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t.noLate}</p>
          ) : (
            <table className={`${style.table} ${style.cards}`}>
              <thead>
                <tr>
                  <th scope="col">{t.daysLate}</th>
                  <th scope="col">{t.caseNumber}</th>
                  <th scope="col">{t.institution}</th>
                  <th scope="col">{t.state}</th>
                  <th scope="col" className={style.number}>
                    {t.amount}
                  </th>
                  <th scope="col">{t.completeOn}</th>
                  <th scope="col">{t.payBy}</th>
                  <th scope="col">{t.withWhom}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((line) => (
                  <tr key={line.expenseId}>
                    <td data-label={t.daysLate}>
                      <Status tone="bad">{format.days(line.daysLate)}</Status>
                    </td>
                    <td data-label={t.caseNumber}>
                      <Link to="/expenses/$id" params={{ id: line.expenseId }} data-row>
                        {line.caseNumber}　{texts.expenses.lineNo(line.line)}
                      </Link>
                    </td>
                    <td data-label={t.institution}>{line.institutionName}</td>
                    <td data-label={t.state}>
                      <Status tone={toneOfExpense(line.state)}>
                        {say({ textJa: line.stateJa, textEn: line.stateEn })}
                      </Status>
                    </td>
                    <td data-label={t.amount} className={style.number}>
                      {format.yen(line.amount)}
                    </td>
                    <td data-label={t.completeOn}>{format.day(line.completeOn)}</td>
                    <td data-label={t.payBy}>{format.day(line.payBy)}</td>
                    <td data-label={t.withWhom}>{line.withName ?? '－'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Shown>
    </Page>
  );
}
