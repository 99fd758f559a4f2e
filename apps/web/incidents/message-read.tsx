import { Button } from '@mantine/core';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Message = Schemas['CaseMessageDto'];

/** Who may say for their side that a message was read: who may answer it. */
const answers = ['hospital-reporter', 'hospital-manager', 'support', 'adjuster', 'senior-adjuster'];

/** Since when the other side has read a message; who may answer it says so with a button. */
export function MessageRead({ of: message }: { readonly of: Message }) {
  const { texts, format } = useApp();
  const t = texts.messages;
  const user = useUser();
  const act = useAct('post', '/messages/{id}/readings');
  if (message.readAt !== null)
    return <div className={style.hint}>{readBy(message, t, format.moment(message.readAt))}</div>;
  const isTheirs = (message.side === 'insurer') !== isInsurer(user);
  if (!isTheirs) return <div className={style.hint}>{t.unread}</div>;
  return (
    <div>
      <Status tone="warn">{t.fresh}</Status>{' '}
      {user.roles.some((role) => answers.includes(role)) && (
        <Button
          className="no-print"
          size="compact-sm"
          variant="default"
          loading={act.pending}
          onClick={() => void act.send({ path: { id: message.id } })}
        >
          {t.read}
        </Button>
      )}
      <ProblemNote error={act.error} />
    </div>
  );
}

type Words = ReturnType<typeof useApp>['texts']['messages'];

function readBy({ side, readByName }: Message, t: Words, at: string): string {
  if (readByName !== null) return t.readBy(readByName, at);
  return side === 'insurer' ? t.readByInstitution(at) : t.readByInsurer(at);
}
