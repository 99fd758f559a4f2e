import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import type { OverviewText } from '../text/ja/overview.js';
import { useApp } from '../text/use-text.js';
import { Section } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

/** Why nobody knows that it arrived, as far as the conversation with the mail server says. */
function reasonOf(t: OverviewText, state: string, reason: string): string {
  if (/^[45]\d\d$/.test(reason)) return t.mailRefused(reason);
  return state === 'unknown' ? t.mailUnanswered(reason) : t.mailNotReached(reason);
}

/** Mails that were refused or may have arrived: somebody asks the reader and decides. Nothing while there are none. */
export function MailsToDecide() {
  const { texts, format } = useApp();
  const t = texts.overview;
  const mails = useList('/mails', { query: { state: 'to-decide' } });
  const resend = useAct('post', '/mails/{id}/resends');
  const arrive = useAct('post', '/mails/{id}/arrivals');
  const decides = useUser().roles.some((role) => ['support', 'payments'].includes(role));
  const [deciding, setDeciding] = useState<{ readonly id: string; readonly arrived: boolean } | null>(null);
  const act = deciding?.arrived ? arrive : resend;
  const decide = (id: string, arrived: boolean): void => {
    // what was said of another mail is not said of this one
    arrive.clear();
    resend.clear();
    setDeciding({ id, arrived });
  };
  return (
    <>
      {mails.items !== undefined && mails.items.length > 0 && (
        <Section title={t.mailsToDecide}>
          <p className={style.hint}>{t.mailsToDecideLead}</p>
          <Shown of={{ ...mails, data: mails.items }}>
            {(items) => (
              <ul className={style.plainList}>
                {items.map((mail) => (
                  <li key={mail.id} className={style.panel}>
                    <p className={`${style.row} ${style.spread}`}>
                      <Link to="/cases/$id" params={{ id: mail.incidentId }}>
                        {mail.subject}
                      </Link>
                      <Status tone="bad">{t.mailState[mail.state]}</Status>
                    </p>
                    <p className={style.hint}>
                      {t.mailTo}：{mail.to}　{format.moment(mail.createdAt)}
                      {mail.reason !== null && (
                        <>
                          <br />
                          {reasonOf(t, mail.state, mail.reason)}
                        </>
                      )}
                    </p>
                    {decides && (
                      <p className={style.row}>
                        <Button size="sm" variant="default" onClick={() => decide(mail.id, true)}>
                          {t.arrived}
                        </Button>
                        <Button size="sm" variant="default" onClick={() => decide(mail.id, false)}>
                          {t.resend}
                        </Button>
                      </p>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Shown>
          <More of={mails} label={texts.shell.more} />
        </Section>
      )}
      {deciding && (
        <ReasonDialog
          opened
          onClose={() => setDeciding(null)}
          title={deciding.arrived ? t.arrived : t.resend}
          lead={deciding.arrived ? t.arrivedLead : t.resendLead}
          label={t.howKnown}
          confirm={deciding.arrived ? t.arrived : t.resend}
          pending={act.pending}
          error={act.error}
          onConfirm={(reason) =>
            void act.send({ path: { id: deciding.id }, body: { reason } }).then((done) => done && setDeciding(null))
          }
        />
      )}
    </>
  );
}
