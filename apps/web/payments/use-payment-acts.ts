import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';

export type PaymentAct = 'settle' | 'return' | 'mistake' | 'stop' | 'deposited' | 'set-aside';
export type Mistake = NonNullable<Schemas['ReturnPaymentDto']['mistake']>;

/** What was entered in the dialog of an act. */
interface Entered {
  readonly on: string;
  readonly mistake: Mistake | '';
  readonly reason: string;
}

/** The acts on one payment that a dialog asks about: how each is sent, and how its sending stands. */
export function usePaymentActs(paymentId: string) {
  const settle = useAct('post', '/payments/{id}/settlements');
  const giveBack = useAct('post', '/payments/{id}/returns');
  const stop = useAct('post', '/payments/{id}/stops');
  const deposit = useAct('post', '/payments/{id}/deposits');
  const correct = useAct('post', '/payments/{id}/mistakes');
  const path = { id: paymentId };
  const send = (act: PaymentAct, { on, mistake, reason }: Entered): Promise<unknown> => {
    if (act === 'settle') return settle.send({ path, body: { settledOn: on } });
    if (act === 'return')
      return giveBack.send({ path, body: { returnedOn: on, reason, ...(mistake ? { mistake } : {}) } });
    if (act === 'mistake' && mistake !== '') return correct.send({ path, body: { mistake, reason } });
    if (act === 'stop') return stop.send({ path, body: { reason } });
    return deposit.send({ path, body: { to: act === 'set-aside' ? act : 'deposited', reason } });
  };
  const sending = {
    settle,
    return: giveBack,
    mistake: correct,
    stop,
    deposited: deposit,
    'set-aside': deposit,
  } satisfies Record<PaymentAct, { pending: boolean; error: unknown }>;
  return { send, sending };
}
