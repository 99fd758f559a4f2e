import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { NameValues } from '../ui/name-values.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { Block } from '../ui/work-frame.js';
import { AskRepayment } from './ask-repayment.js';
import { ReceiveRepayment, WriteOff } from './end-repayment.js';
import { FalseFacts } from './false-facts.js';

type Room = Schemas['RepaymentRoomDto'];
type Detail = Schemas['ExpenseDetailDto'];
type Claim = Schemas['RepaymentDto'];

/** Of business interruption a statement demands, whatever can be demanded by hand. */
const byStatement = ({ why }: Room): boolean => why?.code === 'payments.by-statement';

/**
 * What of a paid expense can be demanded back, why not all of it, and the acts of senior-adjusters; nothing while it is
 * not paid.
 */
export function Repayments({ of: expense }: { readonly of: Detail }) {
  const { roles } = useUser();
  const reads = roles.some((role) => ['adjuster', 'senior-adjuster', 'payments', 'auditor'].includes(role));
  return reads && expense.state === 'paid' ? <OfPaid of={expense} /> : null;
}

function OfPaid({ of: { id, incidentId } }: { readonly of: Detail }) {
  const { texts, format, say } = useApp();
  const t = texts.repayments;
  const room = useRead('/expenses/{id}/repayment-room', { path: { id } });
  const isSenior = useUser().roles.includes('senior-adjuster');
  return (
    <Block title={t.title}>
      <Shown of={room}>
        {(known) => (
          <>
            <NameValues
              of={[
                [t.paid, format.yen(known.paid)],
                [t.demanded, known.demanded > 0 ? format.yen(known.demanded) : null],
                [t.agreed, known.agreed > 0 ? format.yen(known.agreed) : null],
                [t.most, byStatement(known) ? null : format.yen(known.most)],
              ]}
            />
            {known.why && <Status tone="warn">{say(known.why)}</Status>}
            {known.most === 0 && !byStatement(known) && <p>{t.nothing}</p>}
            {isSenior && <AskRepayment expenseId={id} most={known.most} />}
            <Claims expenseId={id} caseId={incidentId} />
            <FalseFacts expenseId={id} of={known} />
          </>
        )}
      </Shown>
    </Block>
  );
}

/** Claims for repayment of the expense, with what a second person can do. */
function Claims({ expenseId, caseId }: { readonly expenseId: string; readonly caseId: string }) {
  const { texts } = useApp();
  const list = useList('/repayments', { query: { incidentId: caseId, limit: 200 } });
  // beside the list: a colleague may sign or drop it first, and its buttons go
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  return (
    <>
      <Shown of={{ ...list, data: list.items }}>
        {(all) => {
          const claims = all.filter((claim) => claim.expenseId === expenseId);
          return claims.length === 0 ? null : (
            <>
              <h4>{texts.repayments.claims}</h4>
              <ul className={style.plainList}>
                {claims.map((claim) => (
                  <li key={claim.id}>
                    <OneClaim of={claim} onDecide={(act) => setDeciding({ claim, act })} />
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Shown>
      {deciding && (
        <SecondAct key={`${deciding.claim.id} ${deciding.act}`} of={deciding} onClose={() => setDeciding(null)} />
      )}
    </>
  );
}

export interface Deciding {
  readonly claim: Claim;
  readonly act: 'sign' | 'drop' | 'receive' | 'write-off';
}

/** A claim for repayment, with what the reader can do about it. */
export function OneClaim({
  of: claim,
  onDecide,
}: {
  readonly of: Claim;
  readonly onDecide: (act: Deciding['act']) => void;
}) {
  const { texts, format, say } = useApp();
  const t = texts.repayments;
  const isSenior = useUser().roles.includes('senior-adjuster');
  return (
    <>
      <p>
        {t.claim(String(claim.number), format.yen(claim.amount), say({ textJa: claim.stateJa, textEn: claim.stateEn }))}
      </p>
      <NameValues
        of={[
          [t.text, claim.textJa],
          [t.reason, claim.reason === claim.textJa ? null : claim.reason],
        ]}
      />
      {claim.state === 'demanded' && <Demanded of={claim} onDecide={onDecide} />}
      {isSenior && claim.state === 'asked' && (
        <>
          {!claim.maySign && <p>{t.own}</p>}
          <p className={`${style.row} no-print`}>
            {claim.maySign && (
              <Button size="sm" onClick={() => onDecide('sign')}>
                {t.sign}
              </Button>
            )}
            <Button size="sm" variant="default" onClick={() => onDecide('drop')}>
              {t.drop}
            </Button>
          </p>
        </>
      )}
    </>
  );
}

/** What can be done with money that is demanded: its receipt, or that it is not demanded any more. */
function Demanded({ of: claim, onDecide }: { readonly of: Claim; readonly onDecide: (act: Deciding['act']) => void }) {
  const t = useApp().texts.acts.receipt;
  const { roles } = useUser();
  const receives = claim.allowedActions.some(({ to }) => to === 'received');
  const { writeOffAskedByName: asked, writeOffReason: why, mayWriteOff } = claim;
  const isSenior = roles.includes('senior-adjuster');
  return (
    <>
      <p className={style.hint}>{t.waits}</p>
      {asked !== null && (
        <>
          <p>{t.writeOffAsked(asked)}</p>
          <NameValues of={[[t.writeOffGiven, why]]} />
          {isSenior && !mayWriteOff && <p className={style.hint}>{t.writeOffOwn}</p>}
        </>
      )}
      {(receives || mayWriteOff) && (
        <p className={`${style.row} no-print`}>
          {receives && (
            <Button size="sm" onClick={() => onDecide('receive')}>
              {t.ask}
            </Button>
          )}
          {mayWriteOff && (
            <Button size="sm" variant="default" onClick={() => onDecide('write-off')}>
              {asked === null ? t.writeOffAsk : t.writeOff}
            </Button>
          )}
        </p>
      )}
    </>
  );
}

/** Asks before the act on a claim: a signature, its end, a receipt. */
export function SecondAct({ of: { claim, act }, onClose }: { readonly of: Deciding; readonly onClose: () => void }) {
  const { texts } = useApp();
  const t = texts.repayments;
  const { id, version } = claim;
  const sign = useAct('post', '/repayments/{id}/signatures');
  const drop = useAct('post', '/repayments/{id}/drops');
  if (act === 'receive') return <ReceiveRepayment of={claim} onClose={onClose} />;
  if (act === 'write-off') return <WriteOff of={claim} onClose={onClose} />;
  return act === 'sign' ? (
    <ActDialog
      onClose={onClose}
      title={t.sign}
      lead={t.signLead}
      reason="none"
      doing={sign}
      send={() => sign.send({ path: { id }, version })}
    />
  ) : (
    <ActDialog
      onClose={onClose}
      title={t.drop}
      label={t.dropReason}
      keep={`repayment-drop ${id}`}
      doing={drop}
      send={(reason) => drop.send({ path: { id }, body: { reason } })}
    />
  );
}
