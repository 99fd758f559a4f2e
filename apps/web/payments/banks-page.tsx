import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ListTools } from '../lists/list-tools.js';
import { SavedViews } from '../lists/saved-views.js';
import { useKeptList } from '../lists/use-kept-list.js';
import { queryOf, useListView } from '../lists/use-list-view.js';
import { newestFirst } from '../lists/use-order.js';
import { ViewNote } from '../lists/view-note.js';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { Page, Section } from '../ui/page.js';
import style from '../ui/ui.module.css';
import { codesOf, EntryText, useBankColumns, type BankEntry } from './bank-entry.js';
import { BankActs, DecideBank, type Deciding } from './decide-bank.js';
import { EnterBank } from './enter-bank.js';
import { LookUpBank } from './look-up-bank.js';

/**
 * The bank and branch master: what holds today, and what was entered over the package's, by one person and confirmed by
 * another.
 */
export function BanksPage() {
  const { texts } = useApp();
  const t = texts.payments.banks;
  const { roles } = useUser();
  const works = roles.some((role) => role === 'payments' || role === 'administrator');
  // beside the list: a colleague may decide first, and its buttons go
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const view = useListView('banks', useSearch({ from: '/banks' }));
  const kept = useKeptList(view, useBankColumns(), newestFirst('entered'));
  const query = { sort: kept.sort };
  const list = useList('/bank-entries', { query }, { enabled: view.isKnown });
  const acts: Column<BankEntry> = {
    key: 'acts',
    name: texts.cases.actions,
    width: 240,
    cell: (entry) => <BankActs of={entry} onDecide={setDeciding} />,
  };
  return (
    <Page title={t.title} width="wide">
      <p className={style.hint}>{t.lead}</p>
      <div className={style.narrow}>
        <LookUpBank />
      </div>
      <Section
        title={t.entries}
        aside={
          list.items &&
          list.items.length > 0 && (
            <>
              <SavedViews of={view} to="/banks" />
              <ListTools list="banks" conditions={queryOf(query)} columns={kept.keys} view={view} />
            </>
          )
        }
      >
        <ViewNote of={view} />
        <Listed
          of={list}
          none={t.none}
          label={t.entries}
          columns={works ? [...kept.columns, acts] : kept.columns}
          sort={kept.heading}
          keyOf={({ id }) => id}
          nameOf={codesOf}
          peek={(entry) => <EntryText of={entry} />}
        />
      </Section>
      {deciding && (
        <DecideBank key={`${deciding.entry.id} ${deciding.act}`} of={deciding} onClose={() => setDeciding(null)} />
      )}
      {works && (
        <div className={style.narrow}>
          <EnterBank />
        </div>
      )}
    </Page>
  );
}
