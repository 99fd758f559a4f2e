import { Link } from '@tanstack/react-router';
import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { ScheduleAgain } from './schedule-again.js';

/** Approved money that is not on its way, and what would free it. */
export function WaitsPage() {
  const { texts, format, say } = useApp();
  const t = texts.payments;
  const works = useUser().roles.includes('payments');
  const query = useRead('/payment-waits', { query: {} });
  return (
    <Page title={t.waits}>
      <p className={style.hint}>{t.waitsLead}</p>
      <Shown of={query}>
        {({ count, amount, items }) =>
          items.length === 0 ? (
            <p>{t.noWaits}</p>
          ) : (
            <>
              <p>
                <strong>{t.waitsSum(count, format.yen(amount))}</strong>
              </p>
              <table className={`${style.table} ${style.cards}`}>
                <thead>
                  <tr>
                    <th scope="col">{t.caseNumber}</th>
                    <th scope="col">{t.institution}</th>
                    <th scope="col" className={style.number}>
                      {t.amount}
                    </th>
                    <th scope="col">{t.since}</th>
                    <th scope="col">{t.waitsWhy}</th>
                    {works && <th scope="col">{texts.cases.actions}</th>}
                  </tr>
                </thead>
                <tbody>
                  {items.map((wait) => (
                    <tr key={wait.paymentId ?? wait.expenseId}>
                      <td data-label={t.caseNumber}>
                        <Link to="/cases/$id" params={{ id: wait.incidentId }} data-row>
                          {wait.caseNumber}
                        </Link>
                        {wait.line === null ? '' : `　${texts.expenses.lineNo(wait.line)}`}
                      </td>
                      <td data-label={t.institution}>{wait.institutionName}</td>
                      <td data-label={t.amount} className={style.number}>
                        {format.yen(wait.amount)}
                      </td>
                      <td data-label={t.since}>{wait.since === null ? '－' : format.day(wait.since)}</td>
                      <td data-label={t.waitsWhy}>{say(wait)}</td>
                      {works && (
                        <td data-label={texts.cases.actions}>
                          <ScheduleAgain of={wait} />
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )
        }
      </Shown>
    </Page>
  );
}
