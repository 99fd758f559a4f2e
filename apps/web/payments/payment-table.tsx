import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Status, toneOfPayment } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Payment = Schemas['PaymentDto'];

/** Payments with account, amount and the last day in time. */
export function PaymentTable({
  of: payments,
  choose,
  actions,
}: {
  readonly of: readonly Payment[];
  readonly choose?: (payment: Payment) => ReactNode;
  readonly actions?: (payment: Payment) => ReactNode;
}) {
  const { texts, format, say } = useApp();
  const t = texts.payments;
  return (
    <table className={`${style.table} ${style.cards}`}>
      <thead>
        <tr>
          <th scope="col">{t.number}</th>
          <th scope="col">{t.caseNumber}</th>
          <th scope="col">{t.institution}</th>
          <th scope="col">{t.account}</th>
          <th scope="col" className={style.number}>
            {t.amount}
          </th>
          <th scope="col">{t.payBy}</th>
          <th scope="col">{t.state}</th>
          {actions && <th scope="col">{texts.cases.actions}</th>}
        </tr>
      </thead>
      <tbody>
        {payments.map((payment) => (
          <tr key={payment.id}>
            <td data-label={t.number}>
              <span className={style.row}>
                {choose?.(payment)}
                {payment.number}
              </span>
            </td>
            <td data-label={t.caseNumber}>
              <Link to="/cases/$id" params={{ id: payment.incidentId }} data-row>
                {payment.caseNumber}
              </Link>
              {payment.line === null ? '' : `　${texts.expenses.lineNo(payment.line)}`}
            </td>
            <td data-label={t.institution}>{payment.institutionName}</td>
            <td data-label={t.account}>{payment.account}</td>
            <td data-label={t.amount} className={style.number}>
              {format.yen(payment.amount)}
              {payment.interest > 0 ? (
                <>
                  <br />
                  {t.interest} {format.yen(payment.interest)}
                </>
              ) : null}
            </td>
            <td data-label={t.payBy}>
              {format.day(payment.payBy)}
              {payment.isLate && (
                <>
                  <br />
                  <Status tone="bad">{t.late}</Status>
                </>
              )}
            </td>
            <td data-label={t.state}>
              <Status tone={toneOfPayment(payment.state)}>
                {say({ textJa: payment.stateJa, textEn: payment.stateEn })}
              </Status>
              {payment.returnReason && (
                <>
                  <br />
                  <span className={style.hint}>{payment.returnReason}</span>
                </>
              )}
              {payment.mistake && (
                <>
                  <br />
                  <span className={style.hint}>{t.mistakeShort[payment.mistake]}</span>
                </>
              )}
            </td>
            {actions && <td data-label={texts.cases.actions}>{actions(payment)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
