import { useSearch } from '@tanstack/react-router';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { AccountText } from './account-text.js';
import { AccountsToConfirm } from './accounts-to-confirm.js';
import { ConfirmAccount } from './confirm-account.js';
import { EnterAccount } from './enter-account.js';
import { PaymentQueues } from './payment-queues.js';

/** Accounts to be paid to: entered by the manager or from paper, confirmed by another person who types them again. */
export function AccountsPage() {
  const { texts } = useApp();
  const t = texts.payments;
  const { roles } = useUser();
  const confirms = roles.includes('payments');
  const isQueue = useSearch({ from: '/accounts' }).state === 'waiting' && confirms;
  const list = useList('/payee-accounts', { query: isQueue ? { state: 'waiting' } : {} });
  return (
    <Page title={isQueue ? t.queues.confirmation : t.accounts} {...(confirms ? {} : { width: 'narrow' })}>
      {confirms && <PaymentQueues at={isQueue ? 'confirmation' : null} />}
      <p className={style.hint}>{t.accountsLead}</p>
      <Shown of={{ ...list, data: list.items }}>
        {(accounts) =>
          accounts.length === 0 ? (
            <p>{isQueue ? t.noneToConfirm : t.noAccounts}</p>
          ) : isQueue ? (
            // while the queue is read the page still has the list of before
            <AccountsToConfirm of={accounts.filter(({ state }) => state === 'waiting')} />
          ) : (
            <ul className={style.plainList}>
              {accounts.map((account) => (
                <li key={account.id} className={style.panel}>
                  <AccountText of={account} />
                  {confirms && account.state === 'waiting' && <ConfirmAccount of={account} />}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
      {!isQueue && roles.some((role) => role === 'hospital-manager' || role === 'payments') && (
        <EnterAccount fromPaper={confirms} />
      )}
    </Page>
  );
}
