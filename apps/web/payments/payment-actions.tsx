import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { dayInJapan } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { DayField } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { checks, pastDayOf } from '../ui/typed.js';
import style from '../ui/ui.module.css';

type Payment = Schemas['PaymentDto'];
type Asked = 'settle' | 'return' | 'mistake' | 'stop' | 'deposited' | 'set-aside';
type Mistake = NonNullable<Schemas['ReturnPaymentDto']['mistake']>;

const otherOf: Readonly<Record<Mistake, Mistake>> = { payee: 'insurer', insurer: 'payee' };

/** What somebody of payments records of one payment: paid, returned, stopped, paid again. */
export function PaymentActions({ of: payment }: { readonly of: Payment }) {
  const { texts } = useApp();
  const t = texts.payments;
  const settle = useAct('post', '/payments/{id}/settlements');
  const giveBack = useAct('post', '/payments/{id}/returns');
  const stop = useAct('post', '/payments/{id}/stops');
  const retry = useAct('post', '/payments/{id}/retries');
  const deposit = useAct('post', '/payments/{id}/deposits');
  const correct = useAct('post', '/payments/{id}/mistakes');
  const { roles } = useUser();
  const works = roles.includes('payments');
  const [mistake, setMistake] = useState<Mistake | ''>('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [tried, setTried] = useState(false);
  const [day, setDay] = useState(() => dayInJapan(new Date()).replaceAll('-', '/'));
  const path = { id: payment.id };
  const { inside } = texts.decisions.goesInto;
  const dialogs: Readonly<
    Record<
      Asked,
      {
        title: string;
        lead?: string;
        label: string;
        hint?: string;
        reason: 'required' | 'none';
        doing: { pending: boolean; error: unknown };
      }
    >
  > = {
    settle: { title: t.settle, label: '', reason: 'none', doing: settle },
    return: { title: t.giveBack, label: t.returnReason, reason: 'required', doing: giveBack },
    mistake: {
      title: t.mistakeCorrect,
      ...(payment.mistake
        ? { lead: t.mistakeLead(t.mistakeShort[payment.mistake], t.mistakes[otherOf[payment.mistake]]) }
        : {}),
      label: t.mistakeReason,
      hint: inside,
      reason: 'required',
      doing: correct,
    },
    stop: { title: t.stop, lead: t.stopLead, label: t.reason, hint: inside, reason: 'required', doing: stop },
    deposited: {
      title: t.deposit,
      lead: t.payeeLead,
      label: t.reason,
      hint: inside,
      reason: 'required',
      doing: deposit,
    },
    'set-aside': {
      title: t.setAside,
      lead: t.payeeLead,
      label: t.reason,
      hint: inside,
      reason: 'required',
      doing: deposit,
    },
  };
  const dialog = asked && dialogs[asked];
  const open = (next: Asked | null): void => {
    setTried(false);
    setMistake(next === 'mistake' && payment.mistake ? otherOf[payment.mistake] : '');
    setAsked(next);
  };
  const carryOut = async (reason: string): Promise<void> => {
    const on = pastDayOf(day);
    const dated = asked === 'settle' || asked === 'return';
    setTried(true);
    if (asked === null || (dated && on === null) || (asked === 'return' && mistake === '')) return;
    const done =
      asked === 'settle'
        ? await settle.send({ path, body: { settledOn: on ?? '' } })
        : asked === 'return'
          ? await giveBack.send({ path, body: { returnedOn: on ?? '', reason, ...(mistake ? { mistake } : {}) } })
          : asked === 'mistake' && mistake !== ''
            ? await correct.send({ path, body: { mistake, reason } })
            : asked === 'stop'
              ? await stop.send({ path, body: { reason } })
              : await deposit.send({ path, body: { to: asked === 'set-aside' ? asked : 'deposited', reason } });
    if (done) open(null);
  };
  return (
    <>
      <span className={style.row}>
        {works && payment.state === 'exported' && (
          <Button size="sm" onClick={() => open('settle')}>
            {t.settle}
          </Button>
        )}
        {works && (payment.state === 'exported' || payment.state === 'settled') && (
          <Button size="sm" variant="default" onClick={() => open('return')}>
            {t.giveBack}
          </Button>
        )}
        {works && payment.state === 'scheduled' && (
          <Button size="sm" variant="default" onClick={() => open('stop')}>
            {t.stop}
          </Button>
        )}
        {roles.includes('senior-adjuster') && payment.state === 'returned' && (
          <>
            <Button size="sm" variant="default" onClick={() => open('deposited')}>
              {t.deposit}
            </Button>
            <Button size="sm" variant="default" onClick={() => open('set-aside')}>
              {t.setAside}
            </Button>
          </>
        )}
        {works && payment.mistake !== null && ['returned', 'set-aside', 'scheduled'].includes(payment.state) && (
          <Button size="sm" variant="default" onClick={() => open('mistake')}>
            {t.mistakeCorrect}
          </Button>
        )}
        {works && (payment.state === 'returned' || payment.state === 'set-aside') && (
          <Button size="sm" loading={retry.pending} onClick={() => void retry.send({ path })}>
            {t.retry}
          </Button>
        )}
      </span>
      <ProblemNote error={retry.error} />
      {dialog && (
        <ReasonDialog
          key={asked}
          opened
          onClose={() => open(null)}
          title={dialog.title}
          lead={dialog.lead}
          label={dialog.label}
          {...(dialog.hint === undefined ? {} : { hint: dialog.hint })}
          reason={dialog.reason}
          confirm={dialog.title}
          pending={dialog.doing.pending}
          error={dialog.doing.error}
          onConfirm={(reason) => void carryOut(reason)}
        >
          {asked === 'return' && (
            <Radio.Group
              label={t.mistake}
              value={mistake}
              onChange={(value) => setMistake(value as Mistake)}
              error={tried && mistake === '' ? t.mistakeChoose : undefined}
            >
              {(['payee', 'insurer'] as const).map((who) => (
                <Radio key={who} mt="xs" value={who} label={t.mistakes[who]} />
              ))}
            </Radio.Group>
          )}
          {(asked === 'settle' || asked === 'return') && (
            <DayField
              past
              label={asked === 'settle' ? t.settledOn : t.returnedOn}
              value={day}
              onChange={setDay}
              error={checks(texts.common).pastDay(day)}
            />
          )}
        </ReasonDialog>
      )}
    </>
  );
}
