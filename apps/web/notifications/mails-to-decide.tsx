import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ListTools } from '../lists/list-tools.js';
import { useListOfMany } from '../lists/use-kept-list.js';
import { queryOf } from '../lists/use-list-view.js';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { Section } from '../ui/page.js';
import style from '../ui/ui.module.css';
import { byMaking, MailPeek, reasonOf, useMailColumns, type Mail } from './mail-columns.js';

interface Deciding {
  readonly id: string;
  readonly arrived: boolean;
}

/** Mails that were refused or may have arrived: somebody asks the reader and decides. Nothing while there are none. */
export function MailsToDecide() {
  const { texts } = useApp();
  const t = texts.overview;
  // beside the list: a colleague may decide first, and its row goes
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const kept = useListOfMany('mails', useColumns(setDeciding), byMaking, 'undecidedSort');
  const query = { state: 'to-decide' as const, sort: kept.sort };
  const list = useList('/mails', { query });
  return (
    <>
      {list.items !== undefined && list.items.length > 0 && (
        <Section
          title={t.mailsToDecide}
          aside={<ListTools list="mails" conditions={queryOf(query)} columns={kept.keys} />}
        >
          <p className={style.hint}>{t.mailsToDecideLead}</p>
          <Listed
            of={list}
            none={null}
            label={t.mailsToDecide}
            columns={kept.columns}
            sort={kept.heading}
            keyOf={({ id }) => id}
            nameOf={({ subject }) => subject}
            peek={(mail) => <MailPeek of={mail} />}
          />
        </Section>
      )}
      {deciding && (
        <DecideMail
          key={`${deciding.id} ${String(deciding.arrived)}`}
          of={deciding}
          onClose={() => setDeciding(null)}
        />
      )}
    </>
  );
}

function useColumns(onDecide: (deciding: Deciding) => void): readonly Column<Mail>[] {
  const { texts } = useApp();
  const t = texts.overview;
  const decides = useUser().roles.some((role) => ['support', 'payments'].includes(role));
  const { to, state, at } = useMailColumns();
  const why = (mail: Mail): string => reasonOf(t, mail) ?? '－';
  const acts: Column<Mail> = {
    key: 'acts',
    name: texts.cases.actions,
    width: 352,
    cell: ({ id }) => (
      <span className={style.row}>
        <Button size="compact-sm" variant="default" onClick={() => onDecide({ id, arrived: true })}>
          {t.arrived}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onDecide({ id, arrived: false })}>
          {t.resend}
        </Button>
      </span>
    ),
  };
  return [
    {
      key: 'subject',
      name: t.subject,
      width: 200,
      cell: ({ incidentId, subject }) => (
        <Link to="/cases/$id" params={{ id: incidentId }} data-row>
          {subject}
        </Link>
      ),
      whole: ({ subject }) => subject,
    },
    { ...to, width: 136 },
    { ...state, width: 144 },
    { key: 'why', name: t.mailWhy, cell: why, whole: why },
    { ...at, givesWay: true },
    ...(decides ? [acts] : []),
  ];
}

function DecideMail({ of: { id, arrived }, onClose }: { readonly of: Deciding; readonly onClose: () => void }) {
  const t = useApp().texts.overview;
  const resend = useAct('post', '/mails/{id}/resends');
  const arrive = useAct('post', '/mails/{id}/arrivals');
  const act = arrived ? arrive : resend;
  return (
    <ActDialog
      onClose={onClose}
      title={arrived ? t.arrived : t.resend}
      lead={arrived ? t.arrivedLead : t.resendLead}
      label={t.howKnown}
      doing={act}
      send={(reason) => act.send({ path: { id }, body: { reason } })}
    />
  );
}
