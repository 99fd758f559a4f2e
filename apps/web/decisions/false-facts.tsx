import type { Schemas } from '../api/api.js';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import style from '../ui/ui.module.css';

type Room = Schemas['RepaymentRoomDto'];

/**
 * That facts were knowingly false: drawn up by one senior-adjuster, countersigned by another. Only where something was
 * agreed to.
 */
export function FalseFacts({ expenseId, of: room }: { readonly expenseId: string; readonly of: Room }) {
  const { texts } = useApp();
  const t = texts.repayments.falseFacts;
  const isSenior = useUser().roles.includes('senior-adjuster');
  const ask = useAct('post', '/expenses/{id}/false-facts');
  const sign = useAct('post', '/false-facts/{id}/signatures');
  const drop = useAct('post', '/false-facts/{id}/drops');
  // beside what is shown, which changes when a colleague was first
  const [opened, setOpened] = useState<{ readonly act: 'ask' | 'sign' | 'drop'; readonly id: string } | null>(null);
  const open = (act: 'ask' | 'sign' | 'drop', id: string): void => {
    for (const one of [ask, sign, drop]) one.clear();
    setOpened({ act, id });
  };
  const shut = (): void => setOpened(null);
  const { falseFacts } = room;
  return (
    <>
      {falseFacts && <Drawn of={falseFacts} onDecide={isSenior ? (act) => open(act, falseFacts.id) : null} />}
      {isSenior && room.mayAskFalseFacts && (
        <Button size="sm" variant="default" className="no-print" onClick={() => open('ask', expenseId)}>
          {t.ask}
        </Button>
      )}
      {opened?.act === 'ask' && (
        <ActDialog
          onClose={shut}
          title={t.ask}
          lead={t.lead}
          label={t.reason}
          keep={`false-facts ${expenseId}`}
          doing={ask}
          send={(reason) => ask.send({ path: { id: opened.id }, body: { reason } })}
        />
      )}
      {opened?.act === 'sign' && (
        <ActDialog
          onClose={shut}
          title={t.sign}
          lead={t.signLead}
          reason="none"
          doing={sign}
          send={() => sign.send({ path: { id: opened.id } })}
        />
      )}
      {opened?.act === 'drop' && (
        <ActDialog
          onClose={shut}
          title={t.drop}
          reason="none"
          doing={drop}
          send={() => drop.send({ path: { id: opened.id } })}
        />
      )}
    </>
  );
}

interface DrawnOf {
  readonly of: NonNullable<Room['falseFacts']>;
  /** Null for who does not decide it. */
  readonly onDecide: ((act: 'sign' | 'drop') => void) | null;
}

function Drawn({ of: { askedAt, askedByName, askedByMe, reason, signedAt, signedByName }, onDecide }: DrawnOf) {
  const { texts, format } = useApp();
  const t = texts.repayments.falseFacts;
  return (
    <>
      <h4>{t.title}</h4>
      <p>{t.asked(format.moment(askedAt), askedByName)}</p>
      {!signedAt && <p>{t.waits}</p>}
      <p className={style.hint}>{reason}</p>
      {signedAt && <p>{t.signed(format.moment(signedAt), signedByName ?? '')}</p>}
      {!signedAt && askedByMe && <p>{t.own}</p>}
      {!signedAt && onDecide && (
        <p className={`${style.row} no-print`}>
          {!askedByMe && (
            <Button size="sm" onClick={() => onDecide('sign')}>
              {t.sign}
            </Button>
          )}
          <Button size="sm" variant="default" onClick={() => onDecide('drop')}>
            {t.drop}
          </Button>
        </p>
      )}
    </>
  );
}
