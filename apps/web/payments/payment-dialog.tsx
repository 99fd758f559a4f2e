import { Radio } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { DayField } from '../ui/fields.js';
import { checks, pastDayOf } from '../ui/typed-values.js';
import type { Mistake, PaymentAct, usePaymentActs } from './use-payment-acts.js';

type Payment = Schemas['PaymentDto'];

const otherOf: Readonly<Record<Mistake, Mistake>> = { payee: 'insurer', insurer: 'payee' };

interface Words {
  readonly title: string;
  readonly lead?: string;
  readonly label: string;
  readonly hint?: string;
}

/** What the dialog of an act says. */
function useWords({ mistake }: Payment, act: PaymentAct): Words {
  const { texts } = useApp();
  const t = texts.payments;
  const hint = texts.decisions.goesInto.inside;
  switch (act) {
    case 'settle':
      return { title: t.settle, label: '' };
    case 'return':
      return { title: t.giveBack, label: t.returnReason };
    case 'mistake':
      return {
        title: t.mistakeCorrect,
        ...(mistake ? { lead: t.mistakeLead(t.mistakeShort[mistake], t.mistakes[otherOf[mistake]]) } : {}),
        label: t.mistakeReason,
        hint,
      };
    case 'stop':
      return { title: t.stop, lead: t.stopLead, label: t.reason, hint };
    case 'deposited':
      return { title: t.deposit, lead: t.payeeLead, label: t.reason, hint };
    case 'set-aside':
      return { title: t.setAside, lead: t.payeeLead, label: t.reason, hint };
  }
}

/** Asks for the day, the mistake and the reason that an act on a payment needs, and carries it out. */
export function PaymentDialog({
  of: payment,
  act,
  acts: { send, sending },
  day,
  onDay,
  onClose,
}: {
  readonly of: Payment;
  readonly act: PaymentAct;
  readonly acts: ReturnType<typeof usePaymentActs>;
  readonly day: string;
  readonly onDay: (day: string) => void;
  readonly onClose: () => void;
}) {
  const { texts } = useApp();
  const t = texts.payments;
  const words = useWords(payment, act);
  const [mistake, setMistake] = useState<Mistake | ''>(
    act === 'mistake' && payment.mistake ? otherOf[payment.mistake] : '',
  );
  const [tried, setTried] = useState(false);
  const isDated = act === 'settle' || act === 'return';
  const carryOut = async (reason: string): Promise<unknown> => {
    const on = pastDayOf(day);
    setTried(true);
    if ((isDated && on === null) || (act === 'return' && mistake === '')) return undefined;
    return send(act, { on: on ?? '', mistake, reason });
  };
  return (
    <ActDialog
      onClose={onClose}
      {...words}
      reason={act === 'settle' ? 'none' : 'required'}
      doing={sending[act]}
      send={carryOut}
    >
      {act === 'return' && (
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
      {isDated && (
        <DayField
          past
          label={act === 'settle' ? t.settledOn : t.returnedOn}
          value={day}
          onChange={onDay}
          error={checks(texts.common).pastDay(day)}
        />
      )}
    </ActDialog>
  );
}
