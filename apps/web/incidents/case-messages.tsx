import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useAct, useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { More } from '../ui/more.js';
import { Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import style from '../ui/ui.module.css';
import { MessageAsk } from './message-ask.js';
import { MessageRead } from './message-read.js';
import { WriteText } from './write-text.js';

/** The messages of a case, and what their section is called while some of the insurer's were not read. */
export function useMessages(caseId: string, { enabled = true }: { readonly enabled?: boolean } = {}) {
  const { texts, format } = useApp();
  const list = useList('/incidents/{id}/messages', { path: { id: caseId }, query: { limit: 200 } }, { enabled });
  const fresh = count((list.items ?? []).filter(({ side, readAt }) => side === 'insurer' && readAt === null));
  return { list, title: texts.messages.title(fresh === 0 ? null : format.count(fresh)) };
}

/** Who wrote last, and when; that there is none. */
export function MessagesNews({ caseId }: { readonly caseId: string }) {
  const { texts, format } = useApp();
  const { items } = useMessages(caseId).list;
  const [last] = items ?? [];
  if (!items) return null;
  return last ? texts.caseSections.last(format.moment(last.writtenAt), texts.messages[last.side]) : texts.messages.none;
}

/** What the institution and the insurer wrote to each other, newest first, for the institution. */
export function CaseMessages({ caseId }: { readonly caseId: string }) {
  const { texts, format } = useApp();
  const t = texts.messages;
  const { list, title } = useMessages(caseId);
  const act = useAct('post', '/incidents/{id}/messages');
  const [chosen, setChosen] = useState<string | null>(null);
  // of what was asked it may be answered or ended meanwhile
  const answered = list.items?.find(({ id, answeredAt }) => id === chosen && answeredAt === null);
  const place = useRef<HTMLDivElement>(null);
  const answer = (id: string): void => {
    setChosen(id);
    place.current?.querySelector('textarea')?.focus();
  };
  return (
    <Section title={title}>
      <Shown of={{ ...list, data: list.items }}>
        {(messages) =>
          messages.length === 0 ? (
            <p>{t.none}</p>
          ) : (
            <ol className={style.plainList}>
              {messages.map((message) => (
                <li key={message.id} className={style.panel}>
                  <OneMessage of={message} onAnswer={answer} />
                </li>
              ))}
            </ol>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
      <div ref={place}>
        <WriteText
          keep={`message ${caseId}`}
          words={{
            ...{ title: t.deskSend, field: t.field, example: t.example },
            ...{ lead: t.lead, send: t.deskSend, done: t.sent },
          }}
          doing={act}
          send={(text, onDone) =>
            act.send({ path: { id: caseId }, body: { text, ...(answered ? { answers: answered.id } : {}) } }, onDone)
          }
        >
          {answered?.asksBy && (
            <p className={style.row}>
              {t.answering(format.day(answered.asksBy))}
              <Button size="compact-sm" variant="default" onClick={() => setChosen(null)}>
                {t.notAnswer}
              </Button>
            </p>
          )}
        </WriteText>
      </div>
    </Section>
  );
}

function OneMessage({
  of: message,
  onAnswer,
}: {
  readonly of: Schemas['CaseMessageDto'];
  readonly onAnswer: (id: string) => void;
}) {
  const { texts, format } = useApp();
  const { side, text, writtenAt } = message;
  return (
    <>
      <p>
        <strong>{texts.messages[side]}</strong>
        {'　'}
        <time dateTime={writtenAt} className={style.hint}>
          {format.moment(writtenAt)}
        </time>
      </p>
      <p className={style.typed}>{text}</p>
      <MessageAsk of={message}>
        <Button className="no-print" size="compact-sm" variant="default" onClick={() => onAnswer(message.id)}>
          {texts.messages.answer}
        </Button>
      </MessageAsk>
      <MessageRead of={message} />
    </>
  );
}
