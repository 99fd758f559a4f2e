import type { ComponentProps } from 'react';
import type { Schemas } from '../api/api.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { Peeks } from '../ui/list/peeks.js';
import { RowActs } from '../ui/list/row-acts.js';
import { RowDialogs, useRowDialogs } from '../ui/list/row-dialogs.js';
import { Status, type Tone } from '../ui/status.js';
import { AccountText, toneOfAccount } from './account-text.js';
import { ConfirmAccount } from './confirm-account.js';
import { payeeOf } from './payee-of.js';

type Account = Schemas['AccountDto'];

/** Accounts of the insurer's pages; one that waits for a second person is confirmed beside the list. */
export function AccountsList({
  of: list,
  none,
  label,
  columns,
  sort,
}: Pick<ComponentProps<typeof Listed<Account>>, 'of' | 'none' | 'label' | 'columns' | 'sort'>) {
  const { texts } = useApp();
  const t = texts.payments;
  const confirms = useUser().roles.includes('payments');
  const confirming = useRowDialogs<Account>(({ id }) => id);
  const nameOf = (account: Account): string => payeeOf(account, t);
  const act: Column<Account> = {
    key: 'acts',
    name: texts.cases.actions,
    width: 184,
    cell: (account) =>
      account.state === 'waiting' && (
        <RowActs of={[{ name: t.confirmAccount, press: 'c', run: () => confirming.open(account) }]} />
      ),
  };
  return (
    <>
      <Listed
        of={list}
        none={none}
        label={label}
        columns={confirms ? [...columns, act] : columns}
        sort={sort}
        keyOf={({ id }) => id}
        nameOf={nameOf}
        peek={(account) => <AccountText of={account} />}
      />
      <RowDialogs of={confirming} now={list.items} titleOf={nameOf}>
        {(account, end) => (
          <>
            <AccountText of={account} />
            <ConfirmAccount of={account} onDone={end} />
          </>
        )}
      </RowDialogs>
    </>
  );
}

/** An account in a list of the insurer: whose, where, and how it stands. */
export function useAccountColumns(): readonly Column<Account>[] {
  const { texts, format } = useApp();
  const t = texts.payments;
  const payee = (account: Account): string => payeeOf(account, t);
  const bankOf = ({ bankName, branchName }: Account): string => `${bankName}　${branchName}`;
  const numberOf = ({ accountType, accountNumber }: Account): string =>
    `${t.accountTypes[accountType]}　${accountNumber}`;
  // of a confirmed one: whether money can go there
  const standing = (account: Account): readonly [Tone, string] => {
    if (account.state !== 'confirmed') return [toneOfAccount(account), t.accountStates[account.state]];
    if (account.closedOn !== null) return ['bad', t.banks.closedOn(format.day(account.closedOn))];
    if (account.cameBack) return ['bad', t.accountCameBack];
    if (account.current) return ['good', t.current];
    return [toneOfAccount(account), t.accountStates[account.state]];
  };
  return [
    { key: 'payee', name: t.payee, cell: (account) => <Peeks>{payee(account)}</Peeks>, whole: payee },
    { key: 'bank', name: t.account, width: 240, cell: bankOf, whole: bankOf },
    { key: 'number', name: t.accountNumberShort, width: 160, cell: numberOf },
    { key: 'source', name: t.enteredBy, width: 144, cell: ({ source }) => t.source[source], givesWay: true },
    { key: 'since', sort: 'since', name: t.since, width: 144, cell: ({ enteredAt }) => format.day(enteredAt) },
    {
      key: 'state',
      name: t.state,
      width: 208,
      cell: (account) => <Status tone={standing(account)[0]}>{standing(account)[1]}</Status>,
      whole: (account) => standing(account)[1],
    },
  ];
}
