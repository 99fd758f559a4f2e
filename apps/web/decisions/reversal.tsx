import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { NameValues } from '../ui/name-values.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import { useNow } from '../ui/use-now.js';
import style from '../ui/ui.module.css';
import { Block } from '../ui/work-frame.js';
import { standing } from './decision-basis.js';
import { LimitsAfter } from './limits-after.js';

type Detail = Schemas['ExpenseDetailDto'];
type Reversal = Schemas['ReversalDto'];
type Limits = Schemas['ReversalRoomDto']['limits'];

/** What can be reversed of an expense: the decision that stands, and what of it is known. */
export function useReversalRoom(expense: Detail) {
  const now = useNow(5_000);
  const ruled = ['approved', 'rejected'].includes(expense.state) ? standing(expense) : undefined;
  // before that whoever signed undoes it
  const isFinal = ruled?.finalAt != null && Date.parse(ruled.finalAt) <= now;
  const decision = isFinal ? ruled : undefined;
  const room = useRead(
    '/decisions/{id}/reversal-room',
    { path: { id: decision?.id ?? '' } },
    { enabled: decision !== undefined },
  );
  return { decision, room: decision ? room.data : undefined };
}

/** The reversal of an expense's decision that waits for its second signature; nothing where there is none. */
export function ReversalAsked({ of: expense }: { readonly of: Detail }) {
  const { texts } = useApp();
  const { room } = useReversalRoom(expense);
  // beside what is read: a colleague may sign or drop it first
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  return (
    <>
      {room?.asked && (
        <Block title={texts.acts.reversal.title}>
          <OneReversal of={room.asked} onDecide={(reversal, act) => setDeciding({ reversal, act })} />
        </Block>
      )}
      {deciding && <SecondAct key={deciding.act} of={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

export interface Deciding {
  readonly reversal: Reversal;
  readonly act: 'sign' | 'drop';
}

/** Who asked, why, what it gives back, and what the reader can do about it. */
export function OneReversal({
  of: reversal,
  onDecide,
}: {
  readonly of: Reversal;
  readonly onDecide: (reversal: Reversal, act: Deciding['act']) => void;
}) {
  const { texts, format, say } = useApp();
  const t = texts.acts.reversal;
  const d = texts.decisions;
  const decides = useUser().roles.some((role) => role === 'adjuster' || role === 'senior-adjuster');
  return (
    <Stack gap="xs" maw="40rem">
      <p>
        <Status tone="waiting">{t.waits}</Status>
      </p>
      <NameValues
        of={[
          [t.of, `${d.kind[reversal.kind]}　${format.yen(reversal.amount)}`],
          [t.reasonGiven, <span className={style.typed}>{reversal.reason}</span>],
        ]}
      />
      <p className={style.hint}>{t.askedBy(reversal.askedByName, format.moment(reversal.askedAt))}</p>
      <GivenBack of={reversal.limits} />
      {decides && reversal.why && <p className={style.hint}>{say(reversal.why)}</p>}
      {decides && (
        <p className={`${style.row} no-print`}>
          {reversal.maySign && (
            <Button size="sm" variant="default" onClick={() => onDecide(reversal, 'sign')}>
              {t.sign}
            </Button>
          )}
          <Button size="sm" variant="default" onClick={() => onDecide(reversal, 'drop')}>
            {t.drop}
          </Button>
        </p>
      )}
    </Stack>
  );
}

/** What the limits get back; said in words where nothing is held. */
function GivenBack({ of: limits }: { readonly of: Limits }) {
  const { texts } = useApp();
  const t = texts.acts.reversal;
  const isAny = limits.some(({ remaining, remainingAfter }) => remaining !== remainingAfter);
  if (!isAny) return <p className={style.hint}>{t.releasesNothing}</p>;
  return (
    <section aria-label={t.releases}>
      <p>{t.releases}</p>
      <LimitsAfter of={limits} after={t.backAfter} />
    </section>
  );
}

/** Signs or drops a reversal, with what that does said before. */
export function SecondAct({ of: { reversal, act }, onClose }: { readonly of: Deciding; readonly onClose: () => void }) {
  const { texts } = useApp();
  const t = texts.acts.reversal;
  const tell = useNotice();
  const sign = useAct('post', '/reversals/{id}/signatures');
  const drop = useAct('post', '/reversals/{id}/drops');
  const path = { id: reversal.id };
  return act === 'sign' ? (
    <ActDialog
      onClose={onClose}
      title={t.sign}
      lead={t.signLead}
      reason="none"
      doing={sign}
      send={() => sign.send({ path }, () => tell(t.signed))}
    >
      <GivenBack of={reversal.limits} />
    </ActDialog>
  ) : (
    <ActDialog
      onClose={onClose}
      title={t.drop}
      lead={t.dropLead}
      reason="none"
      doing={drop}
      send={() => drop.send({ path }, () => tell(t.dropped))}
    />
  );
}

/** Asks for the reversal of the decision that stands, with what it would give back. */
export function AskReversal({ of: expense, onClose }: { readonly of: Detail; readonly onClose: () => void }) {
  const { texts } = useApp();
  const t = texts.acts.reversal;
  const tell = useNotice();
  const ask = useAct('post', '/decisions/{id}/reversals');
  const { decision } = useReversalRoom(expense);
  // the decision that was looked at: another one may stand meanwhile
  const [id] = useState(decision?.id ?? '');
  const room = useRead('/decisions/{id}/reversal-room', { path: { id } });
  return (
    <ActDialog
      onClose={onClose}
      title={t.ask}
      lead={t.lead}
      label={t.reason}
      keep={`reversal ${id}`}
      doing={ask}
      send={(reason) => ask.send({ path: { id }, body: { reason } }, () => tell(t.asked))}
    >
      <p>{t.does}</p>
      <Shown of={room}>{({ limits }) => <GivenBack of={limits} />}</Shown>
    </ActDialog>
  );
}
