import type { ReactNode } from 'react';
import { dayInJapan } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { Status } from '../ui/status.js';
import { useNow } from '../ui/use-now.js';
import style from '../ui/ui.module.css';

type Message = Schemas['CaseMessageDto'];

/** By which day a message asks for an answer, and whether that is done; `children`: what can be done about it. */
export function MessageAsk({ of: message, children }: { readonly of: Message; readonly children: ReactNode }) {
  const { texts, format } = useApp();
  const t = texts.messages;
  const today = dayInJapan(new Date(useNow()));
  const { asksBy, answeredAt, answers, side } = message;
  if (answers !== null) return <p className={style.hint}>{side === 'institution' ? t.isAnswer : t.isEnd}</p>;
  if (asksBy === null) return null;
  if (answeredAt !== null)
    return (
      <p>
        <Status tone="good">{t.askDone(format.moment(answeredAt))}</Status>
      </p>
    );
  const day = format.day(asksBy);
  const isLate = asksBy < today;
  return (
    <p className={style.row}>
      <Status tone={isLate ? 'bad' : 'waiting'}>{isLate ? t.askLate(day) : t.asksBy(day)}</Status>
      {children}
    </p>
  );
}
