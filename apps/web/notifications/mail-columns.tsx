import type { Schemas } from '../api/api.js';
import { oldestFirst } from '../lists/use-order.js';
import type { OverviewText } from '../text/ja/overview.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Facts } from '../ui/page.js';
import { Status, type Tone } from '../ui/status.js';
import style from '../ui/ui.module.css';

export type Mail = Schemas['MailDto'];

export const byMaking = oldestFirst('at');

const tones: Readonly<Record<string, Tone>> = {
  sent: 'good',
  failed: 'bad',
  unknown: 'bad',
  waiting: 'working',
  sending: 'working',
};

/** To whom a mail goes, how far it is, and since when. */
export function useMailColumns(): Readonly<Record<'to' | 'state' | 'at', Column<Mail>>> {
  const { texts, format } = useApp();
  const t = texts.overview;
  return {
    to: { key: 'to', name: t.mailTo, width: 200, cell: ({ to }) => to, whole: ({ to }) => to },
    state: {
      key: 'state',
      name: t.mailStateOf,
      width: 160,
      cell: ({ state }) => <Status tone={tones[state] ?? 'new'}>{t.mailState[state]}</Status>,
    },
    at: {
      key: 'at',
      sort: 'at',
      name: t.mailAt,
      width: 160,
      cell: ({ createdAt }) => format.moment(createdAt),
      whole: ({ createdAt }) => format.moment(createdAt),
    },
  };
}

/** Why nobody knows that it arrived, as far as the conversation with the mail server says. */
export function reasonOf(t: OverviewText, { state, reason }: Mail): string | null {
  if (reason === null || (state !== 'failed' && state !== 'unknown')) return null;
  if (/^[45]\d\d$/.test(reason)) return t.mailRefused(reason);
  return state === 'unknown' ? t.mailUnanswered(reason) : t.mailNotReached(reason);
}

/** A mail beside its list, as its reader has it. */
export function MailPeek({ of: mail }: { readonly of: Mail }) {
  const { texts, format } = useApp();
  const t = texts.overview;
  return (
    <>
      <h2 className={style.sub}>{mail.subject}</h2>
      <Status tone={tones[mail.state] ?? 'new'}>{t.mailState[mail.state]}</Status>
      <Facts
        of={[
          [t.mailTo, mail.to],
          [t.mailAt, format.moment(mail.createdAt)],
          [t.mailWhy, reasonOf(t, mail)],
        ]}
      />
      <pre className={style.mail}>{mail.body}</pre>
    </>
  );
}
