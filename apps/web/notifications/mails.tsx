import { ListTools } from '../lists/list-tools.js';
import { useListOfMany } from '../lists/use-kept-list.js';
import { queryOf } from '../lists/use-list-view.js';
import { useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { Peeks } from '../ui/list/peeks.js';
import { Section } from '../ui/page.js';
import style from '../ui/ui.module.css';
import { byMaking, MailPeek, useMailColumns, type Mail } from './mail-columns.js';

/** All mails, newest first, each with its text beside the list. */
export function Mails() {
  const { texts } = useApp();
  const t = texts.overview;
  const { to, state, at } = useMailColumns();
  const subject: Column<Mail> = {
    key: 'subject',
    name: t.subject,
    cell: (mail) => <Peeks>{mail.subject}</Peeks>,
    whole: (mail) => mail.subject,
  };
  const kept = useListOfMany('mails', [subject, to, state, at], byMaking, 'mailsSort');
  const query = { sort: kept.sort };
  const list = useList('/mails', { query });
  return (
    <Section
      title={t.mails}
      aside={
        list.items &&
        list.items.length > 0 && (
          <ListTools list="mails" conditions={queryOf(query)} columns={kept.keys} unseen={['why']} />
        )
      }
    >
      <p className={style.hint}>{t.mailsLead}</p>
      <Listed
        of={list}
        none={t.noMails}
        label={t.mails}
        columns={kept.columns}
        sort={kept.heading}
        keyOf={({ id }) => id}
        nameOf={(mail) => mail.subject}
        peek={(mail) => <MailPeek of={mail} />}
      />
    </Section>
  );
}
