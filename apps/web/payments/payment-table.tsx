import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { sumOf, type Yen } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useListColumns } from '../lists/use-list-columns.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { List, type ListProps } from '../ui/list/list.js';
import type { Grouped } from '../ui/list/use-groups.js';
import type { Selection } from '../ui/list/use-selection.js';
import { Facts } from '../ui/page.js';
import { Status, toneOfPayment } from '../ui/status.js';
import style from '../ui/ui.module.css';

export type Payment = Schemas['PaymentDto'];

/** What is transferred: the amount with its interest (yen). */
export const transferOf = ({ amount, interest }: Payment): Yen => sumOf([amount, interest]);

export interface PaymentTableProps {
  readonly of: Grouped<Payment>;
  /** The columns of the view with a name that is open. */
  readonly ofView?: readonly string[] | null | undefined;
  readonly sort?: NonNullable<ListProps<Payment>['sort']>;
  readonly selection?: Selection<Payment>;
  readonly actions?: (payment: Payment) => ReactNode;
}

/** Payments with account, amount and the last day in time. */
export function PaymentTable({ of: grouped, ofView, sort, selection, actions }: PaymentTableProps) {
  const { texts } = useApp();
  const all = usePaymentColumns();
  const columns = useListColumns('payments', all, ofView);
  const acts: readonly Column<Payment>[] = actions
    ? [{ key: 'acts', name: texts.cases.actions, width: 320, cell: actions }]
    : [];
  return (
    <List
      label={texts.payments.title}
      columns={[...columns, ...acts]}
      {...grouped}
      yenOf={transferOf}
      keyOf={({ id }) => id}
      nameOf={({ number }) => texts.payments.paymentNo(number)}
      enters={({ caseNumber }) => texts.list.open(caseNumber)}
      peek={(payment) => (
        <>
          <Facts of={all.map(({ name, cell }) => [name, cell(payment)])} />
          {actions?.(payment)}
        </>
      )}
      {...(sort ? { sort } : {})}
      {...(selection ? { selection } : {})}
    />
  );
}

function usePaymentColumns(): readonly Column<Payment>[] {
  const { texts, format, say } = useApp();
  const t = texts.payments;
  return [
    { key: 'number', name: t.number, width: 96, cell: ({ number }) => number },
    {
      key: 'case',
      name: t.caseNumber,
      width: 240,
      cell: (payment) => (
        <>
          <Link to="/cases/$id" params={{ id: payment.incidentId }} data-row>
            {payment.caseNumber}
          </Link>
          {payment.line === null ? '' : `　${texts.expenses.lineNo(payment.line)}`}
        </>
      ),
    },
    {
      key: 'institution',
      name: t.institution,
      cell: ({ institutionName }) => institutionName,
      whole: ({ institutionName }) => institutionName,
    },
    {
      key: 'account',
      name: t.account,
      width: 184,
      givesWay: true,
      cell: ({ account }) => account,
      whole: ({ account }) => account,
    },
    {
      key: 'amount',
      name: texts.list.yenUnit(t.amount),
      width: 120,
      numeric: true,
      cell: ({ amount }) => format.amount(amount),
    },
    {
      key: 'interest',
      name: texts.list.yenUnit(t.interest),
      width: 128,
      numeric: true,
      givesWay: true,
      cell: ({ interest }) => (interest > 0 ? format.amount(interest) : ''),
    },
    {
      key: 'by',
      sort: 'by',
      name: t.payBy,
      width: 152,
      cell: ({ payBy, isLate }) => (isLate ? <Status tone="bad">{format.day(payBy)}</Status> : format.day(payBy)),
      whole: ({ isLate }) => (isLate ? t.late : undefined),
    },
    {
      key: 'state',
      name: t.state,
      width: 176,
      cell: (payment) => (
        <>
          <Status tone={toneOfPayment(payment.state)}>
            {say({ textJa: payment.stateJa, textEn: payment.stateEn })}
          </Status>
          {whyOf(payment, t.mistakeShort).map((text) => (
            <span key={text} className={style.hint}>
              {'　'}
              {text}
            </span>
          ))}
        </>
      ),
      whole: (payment) => whyOf(payment, t.mistakeShort).join('、') || undefined,
    },
  ];
}

const whyOf = (
  { returnReason, mistake }: Payment,
  words: Readonly<Record<NonNullable<Payment['mistake']>, string>>,
): string[] => [...(returnReason ? [returnReason] : []), ...(mistake ? [words[mistake]] : [])];
