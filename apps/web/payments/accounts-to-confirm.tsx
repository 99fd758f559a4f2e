import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { List } from '../ui/list/list.js';
import { AccountText } from './account-text.js';
import { ConfirmAccount } from './confirm-account.js';
import { payeeOf } from './payee-of.js';

type Account = Schemas['AccountDto'];

/** Accounts that wait for a second person, each confirmed from its row. */
export function AccountsToConfirm({ of: accounts }: { readonly of: readonly Account[] }) {
  const { texts } = useApp();
  const t = texts.payments;
  const [chosen, setChosen] = useState<string | null>(null);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const columns = useColumns();
  const open = (id: string): void => {
    setChosen(id);
    setOpened([...opened.filter((other) => other !== id), id]);
  };
  const act: Column<Account> = {
    key: 'acts',
    name: texts.cases.actions,
    width: 176,
    cell: ({ id }) => (
      <Button size="sm" onClick={() => open(id)}>
        {t.confirmAccount}
      </Button>
    ),
  };
  return (
    <>
      <List
        label={t.queues.confirmation}
        columns={[...columns, act]}
        rows={accounts}
        keyOf={({ id }) => id}
        nameOf={(account) => payeeOf(account, t)}
        enters={() => null}
      />
      {accounts
        .filter(({ id }) => opened.includes(id))
        .map((account) => (
          // what was typed stays while its dialog is closed
          <Modal
            key={account.id}
            opened={account.id === chosen}
            keepMounted
            closeOnClickOutside={false}
            onClose={() => setChosen(null)}
            title={payeeOf(account, t)}
            size="xl"
            closeButtonProps={{ 'aria-label': texts.common.close }}
          >
            <AccountText of={account} />
            <ConfirmAccount of={account} />
          </Modal>
        ))}
    </>
  );
}

function useColumns(): readonly Column<Account>[] {
  const { texts, format } = useApp();
  const t = texts.payments;
  const payee = (account: Account): string => payeeOf(account, t);
  const bankOf = ({ bankName, branchName }: Account): string => `${bankName}　${branchName}`;
  const numberOf = ({ accountType, accountNumber }: Account): string =>
    `${t.accountTypes[accountType]}　${accountNumber}`;
  return [
    { key: 'payee', name: t.payee, cell: payee, whole: payee },
    { key: 'bank', name: t.account, width: 240, cell: bankOf, whole: bankOf },
    { key: 'number', name: t.accountNumberShort, width: 160, cell: numberOf },
    { key: 'source', name: t.enteredBy, width: 160, cell: ({ source }) => t.source[source] },
    { key: 'since', name: t.since, width: 144, cell: ({ enteredAt }) => format.day(enteredAt) },
  ];
}
