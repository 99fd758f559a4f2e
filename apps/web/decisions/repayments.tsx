import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { LongText, YenField } from '../ui/fields.js';
import { Facts, Section, Shown } from '../ui/page.js';
import { faultsOf } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status } from '../ui/status.js';
import { checks, yenOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';

const longestText = 2_000;

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
    <Section title={t.title}>
      <Shown of={room}>
        {(known) => (
          <>
            <Facts
              of={[
                [t.paid, format.yen(known.paid)],
                [t.demanded, known.demanded > 0 ? format.yen(known.demanded) : null],
                [t.agreed, known.agreed > 0 ? format.yen(known.agreed) : null],
                [t.most, byStatement(known) ? null : format.yen(known.most)],
              ]}
            />
            {known.why && <Status tone="warn">{say(known.why)}</Status>}
            {known.most === 0 && !byStatement(known) && <p>{t.nothing}</p>}
            {isSenior && <Ask expenseId={id} most={known.most} />}
            <Claims expenseId={id} caseId={incidentId} />
            <FalseFacts expenseId={id} of={known} />
          </>
        )}
      </Shown>
    </Section>
  );
}

interface Typed {
  /** Absent: all that can be demanded now. */
  readonly amount?: string;
  readonly text: string;
}
const blank: Typed = { text: '' };

function Ask({ expenseId, most }: { readonly expenseId: string; readonly most: number }) {
  const { texts, say } = useApp();
  const t = texts.repayments;
  const act = useAct('post', '/expenses/{id}/repayments');
  const [opened, setOpened] = useState(false);
  const form = useKept<Typed>(`repayment form ${expenseId}`, blank);
  const { amount = String(most), text } = form.value;
  const [asked, setAsked] = useState(false);
  const textFault = checks(texts.common).text(longestText)(text);
  const { inside, letterOnly } = texts.decisions.goesInto;
  const fault = checks(texts.common).yen(amount);
  return (
    <>
      {most > 0 && (
        <Button size="sm" variant="default" className="no-print" onClick={() => setOpened(true)}>
          {t.ask}
        </Button>
      )}
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.ask}
        lead={t.askLead}
        label={t.reason}
        hint={inside}
        confirm={t.ask}
        keep={`repayment ${expenseId}`}
        pending={act.pending}
        error={act.error}
        onConfirm={(reason) => {
          const yen = yenOf(amount);
          setAsked(true);
          if (fault !== null || textFault !== null || yen === null) return false;
          const body = { amount: yen, reason, textJa: text.trim() };
          return act.send({ path: { id: expenseId }, body }).then((done) => {
            if (!done) return false;
            form.clear();
            setAsked(false);
            setOpened(false);
            return true;
          });
        }}
      >
        <YenField
          label={t.amount}
          value={amount}
          onChange={(typed) => form.change({ ...form.value, amount: typed })}
          error={fault ?? faultsOf(act.error, say)['/amount']}
        />
        <LongText
          label={t.text}
          description={letterOnly}
          rows={3}
          most={longestText}
          value={text}
          onChange={(typed) => form.change({ ...form.value, text: typed })}
          error={asked && textFault}
        />
      </ReasonDialog>
    </>
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
              <h3>{texts.repayments.claims}</h3>
              <ul className={style.plainList}>
                {claims.map((claim) => (
                  <li key={claim.id} className={style.panel}>
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

interface Deciding {
  readonly claim: Claim;
  readonly act: 'sign' | 'drop';
}

function OneClaim({ of: claim, onDecide }: { readonly of: Claim; readonly onDecide: (act: Deciding['act']) => void }) {
  const { texts, format, say } = useApp();
  const t = texts.repayments;
  const isSenior = useUser().roles.includes('senior-adjuster');
  return (
    <>
      <p>
        {t.claim(String(claim.number), format.yen(claim.amount), say({ textJa: claim.stateJa, textEn: claim.stateEn }))}
      </p>
      <Facts
        of={[
          [t.text, claim.textJa],
          [t.reason, claim.reason === claim.textJa ? null : claim.reason],
        ]}
      />
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

function SecondAct({ of: { claim, act }, onClose }: { readonly of: Deciding; readonly onClose: () => void }) {
  const { texts } = useApp();
  const t = texts.repayments;
  const { id, version } = claim;
  const sign = useAct('post', '/repayments/{id}/signatures');
  const drop = useAct('post', '/repayments/{id}/drops');
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

/**
 * That facts were knowingly false: drawn up by one senior-adjuster, countersigned by another. Only where something was
 * agreed to.
 */
function FalseFacts({ expenseId, of: room }: { readonly expenseId: string; readonly of: Room }) {
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
      <h3>{t.title}</h3>
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
