import { useSearch } from '@tanstack/react-router';
import { ListTools } from '../lists/list-tools.js';
import { SavedViews } from '../lists/saved-views.js';
import { useKeptList } from '../lists/use-kept-list.js';
import { queryOf, useListView } from '../lists/use-list-view.js';
import { newestFirst } from '../lists/use-order.js';
import { ViewNote } from '../lists/view-note.js';
import { useList } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ListCount } from '../ui/list/views.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { AccountText } from './account-text.js';
import { AccountsList, useAccountColumns } from './accounts-list.js';
import { EnterAccount } from './enter-account.js';
import { PaymentQueues } from './payment-queues.js';

/** Accounts to be paid to: entered by the manager or from paper, confirmed by another person who types them again. */
export function AccountsPage() {
  const { texts } = useApp();
  const t = texts.payments;
  const user = useUser();
  const confirms = user.roles.includes('payments');
  const view = useListView('accounts', useSearch({ from: '/accounts' }));
  const kept = useKeptList(view, useAccountColumns(), newestFirst('since'));
  const isQueue = view.search.state === 'waiting' && confirms;
  const query = { state: isQueue ? ('waiting' as const) : undefined, sort: kept.sort };
  const list = useList('/payee-accounts', { query }, { enabled: view.isKnown });
  const title = isQueue ? t.queues.confirmation : t.accounts;
  // while the queue is read the page still has the list of before
  const items = isQueue ? list.items?.filter(({ state }) => state === 'waiting') : list.items;
  return (
    <Page
      title={title}
      width={isInsurer(user) ? 'wide' : 'narrow'}
      beside={
        isInsurer(user) && (
          <>
            {items && <ListCount of={items.length} isMore={list.hasNextPage} />}
            <SavedViews of={view} to="/accounts" />
          </>
        )
      }
      aside={items && <ListTools list="accounts" conditions={queryOf(query)} columns={kept.keys} view={view} />}
    >
      {confirms && <PaymentQueues at={isQueue && !view.view ? 'confirmation' : null} />}
      <ViewNote of={view} />
      <p className={style.hint}>{t.accountsLead}</p>
      {isInsurer(user) ? (
        <AccountsList
          of={{ ...list, items }}
          none={isQueue ? t.noneToConfirm : t.noAccounts}
          label={title}
          columns={kept.columns}
          sort={kept.heading}
        />
      ) : (
        <OwnAccounts of={list} />
      )}
      {!isQueue && user.roles.some((role) => role === 'hospital-manager' || role === 'payments') && (
        <EnterAccount fromPaper={confirms} />
      )}
    </Page>
  );
}

/** The accounts of an institution, for itself: few, read and printed. */
function OwnAccounts({ of: list }: { readonly of: ReturnType<typeof useList<'/payee-accounts'>> }) {
  const { texts } = useApp();
  return (
    <>
      <Shown of={{ ...list, data: list.items }}>
        {(accounts) =>
          accounts.length === 0 ? (
            <p>{texts.payments.noAccounts}</p>
          ) : (
            <ul className={style.plainList}>
              {accounts.map((account) => (
                <li key={account.id} className={style.panel}>
                  <AccountText of={account} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
    </>
  );
}
