import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Page, Section } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status, type Tone } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { HeldLetters } from './held-letters.js';
import { MailsToDecide } from './mails-to-decide.js';

const tones: Readonly<Record<string, Tone>> = {
  sent: 'good',
  failed: 'bad',
  unknown: 'bad',
  waiting: 'working',
  sending: 'working',
};

/** Letters that go by post, and the outbox of mails. */
export function LettersPage() {
  const { texts, format } = useApp();
  const t = texts.overview;
  const letters = useList('/letters', { query: { state: 'to-post' } });
  const mails = useList('/mails', { query: {} });
  const post = useAct('post', '/letters/{id}/postings');
  const works = useUser().roles.includes('payments');
  const [posting, setPosting] = useState<string | null>(null);
  return (
    <Page title={t.lettersTitle}>
      <Section title={t.toPost}>
        <Shown of={{ ...letters, data: letters.items }}>
          {(items) =>
            items.length === 0 ? (
              <p>{t.noToPost}</p>
            ) : (
              <ul className={style.plainList}>
                {items.map((letter) => (
                  <li key={letter.id} className={`${style.panel} ${style.row} ${style.spread}`}>
                    <span>
                      <a href={`/api/v1/letters/${letter.id}/content`} target="_blank" rel="noreferrer">
                        {letter.titleJa}
                        {texts.common.openInNewTab}
                      </a>
                      <br />
                      {t.letterTo}：{letter.to}　
                      <Link to="/cases/$id" params={{ id: letter.incidentId }}>
                        {letter.caseNumber}
                      </Link>
                      　{format.day(letter.writtenAt)}
                    </span>
                    {works && (
                      <Button size="sm" variant="default" onClick={() => setPosting(letter.id)}>
                        {t.posted}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
        <More of={letters} label={texts.shell.more} />
      </Section>
      <HeldLetters />
      <MailsToDecide />
      <Section title={t.mails}>
        <p className={style.hint}>{t.mailsLead}</p>
        <Shown of={{ ...mails, data: mails.items }}>
          {(items) =>
            items.length === 0 ? (
              <p>{t.noMails}</p>
            ) : (
              <ul className={style.plainList}>
                {items.map((mail) => (
                  <li key={mail.id} className={style.panel}>
                    <p className={`${style.row} ${style.spread}`}>
                      <strong>{mail.subject}</strong>
                      <Status tone={tones[mail.state] ?? 'new'}>{t.mailState[mail.state]}</Status>
                    </p>
                    <p className={style.hint}>
                      {t.mailTo}：{mail.to}　{format.moment(mail.createdAt)}
                    </p>
                    <details>
                      <summary>{t.body}</summary>
                      <pre className={style.mail}>{mail.body}</pre>
                    </details>
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
        <More of={mails} label={texts.shell.more} />
      </Section>
      {posting && (
        <ReasonDialog
          opened
          onClose={() => setPosting(null)}
          title={t.posted}
          lead={t.postedLead}
          reason="none"
          confirm={t.posted}
          pending={post.pending}
          error={post.error}
          onConfirm={() => void post.send({ path: { id: posting } }).then((done) => done && setPosting(null))}
        />
      )}
    </Page>
  );
}
