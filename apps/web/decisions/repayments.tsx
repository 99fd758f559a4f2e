import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { LongText, YenField } from '../ui/fields.js';
import { Facts, Section, Shown } from '../ui/page.js';
import { faultsOf } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status } from '../ui/status.js';
import { checks, yenOf } from '../ui/typed.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';

const longestText = 2_000;

type Room = Schemas['RepaymentRoomDto'];
type Detail = Schemas['ExpenseDetailDto'];

/** Of business interruption a statement demands, whatever can be demanded by hand. */
const byStatement = ({ why }: Room): boolean => why?.code === 'payments.by-statement';

/** What of a paid expense can be demanded back, why not all of it, and the acts of senior-adjusters; nothing while it is not paid. */
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
            {isSenior && known.most > 0 && <Ask expenseId={id} most={known.most} />}
            <Claims expenseId={id} caseId={incidentId} />
            <FalseFacts expenseId={id} of={known} />
          </>
        )}
      </Shown>
    </Section>
  );
}

function Ask({ expenseId, most }: { readonly expenseId: string; readonly most: number }) {
  const { texts, say } = useApp();
  const t = texts.repayments;
  const act = useAct('post', '/expenses/{id}/repayments');
  const [opened, setOpened] = useState(false);
  const [amount, setAmount] = useState(String(most));
  const letter = useKept(`repayment letter ${expenseId}`, '');
  const [asked, setAsked] = useState(false);
  const textFault = checks(texts.common).text(longestText)(letter.value);
  const { inside, letter: intoLetter } = texts.decisions.goesInto;
  const fault = checks(texts.common).yen(amount);
  return (
    <>
      <Button size="sm" variant="default" className="no-print" onClick={() => setOpened(true)}>
        {t.ask}
      </Button>
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
          const body = { amount: yen, reason, textJa: letter.value.trim() };
          return act.send({ path: { id: expenseId }, body }).then((done) => {
            if (!done) return false;
            letter.clear();
            setAsked(false);
            setOpened(false);
            return true;
          });
        }}
      >
        <YenField
          label={t.amount}
          value={amount}
          onChange={setAmount}
          error={fault ?? faultsOf(act.error, say)['/amount']}
        />
        <LongText
          label={t.text}
          description={intoLetter}
          rows={3}
          most={longestText}
          value={letter.value}
          onChange={letter.change}
          error={asked && textFault}
        />
      </ReasonDialog>
    </>
  );
}

/** Claims for repayment of the expense, with what a second person can do. */
function Claims({ expenseId, caseId }: { readonly expenseId: string; readonly caseId: string }) {
  const { texts, format, say } = useApp();
  const t = texts.repayments;
  const isSenior = useUser().roles.includes('senior-adjuster');
  const list = useList('/repayments', { query: { incidentId: caseId, limit: 200 } });
  const claims = (list.items ?? []).filter((claim) => claim.expenseId === expenseId);
  if (claims.length === 0) return null;
  return (
    <>
      <h3>{t.claims}</h3>
      <ul className={style.plainList}>
        {claims.map((claim) => (
          <li key={claim.id} className={style.panel}>
            <p>
              {t.claim(
                String(claim.number),
                format.yen(claim.amount),
                say({ textJa: claim.stateJa, textEn: claim.stateEn }),
              )}
            </p>
            <Facts
              of={[
                [t.text, claim.textJa],
                [t.reason, claim.reason === claim.textJa ? null : claim.reason],
              ]}
            />
            {isSenior && claim.state === 'asked' && <SecondAct id={claim.id} version={claim.version} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function SecondAct({ id, version }: { readonly id: string; readonly version: number }) {
  const { texts } = useApp();
  const t = texts.repayments;
  const sign = useAct('post', '/repayments/{id}/signatures');
  const drop = useAct('post', '/repayments/{id}/drops');
  const [asked, setAsked] = useState<'sign' | 'drop' | null>(null);
  const close = (done: unknown): void => {
    if (done) setAsked(null);
  };
  return (
    <p className={`${style.row} no-print`}>
      <Button size="sm" onClick={() => setAsked('sign')}>
        {t.sign}
      </Button>
      <Button size="sm" variant="default" onClick={() => setAsked('drop')}>
        {t.drop}
      </Button>
      <ReasonDialog
        opened={asked === 'sign'}
        onClose={() => setAsked(null)}
        title={t.sign}
        lead={t.signLead}
        confirm={t.sign}
        reason="none"
        pending={sign.pending}
        error={sign.error}
        onConfirm={() => void sign.send({ path: { id }, version }).then(close)}
      />
      <ReasonDialog
        opened={asked === 'drop'}
        onClose={() => setAsked(null)}
        title={t.drop}
        label={t.dropReason}
        confirm={t.drop}
        pending={drop.pending}
        error={drop.error}
        onConfirm={(reason) => void drop.send({ path: { id }, body: { reason } }).then(close)}
      />
    </p>
  );
}

/** That facts were knowingly false: drawn up by one senior-adjuster, countersigned by another. Only where something was agreed to. */
function FalseFacts({
  expenseId,
  of: { agreed, falseFacts },
}: {
  readonly expenseId: string;
  readonly of: Pick<Room, 'agreed' | 'falseFacts'>;
}) {
  const { texts, format } = useApp();
  const t = texts.repayments.falseFacts;
  const isSenior = useUser().roles.includes('senior-adjuster');
  const ask = useAct('post', '/expenses/{id}/false-facts');
  const sign = useAct('post', '/false-facts/{id}/signatures');
  const drop = useAct('post', '/false-facts/{id}/drops');
  const [opened, setOpened] = useState<'ask' | 'sign' | null>(null);
  const close = (done: unknown): void => {
    if (done) setOpened(null);
  };
  if (!falseFacts)
    return agreed > 0 && isSenior ? (
      <>
        <Button size="sm" variant="default" className="no-print" onClick={() => setOpened('ask')}>
          {t.ask}
        </Button>
        <ReasonDialog
          opened={opened === 'ask'}
          onClose={() => setOpened(null)}
          title={t.ask}
          lead={t.lead}
          label={t.reason}
          confirm={t.ask}
          keep={`false-facts ${expenseId}`}
          pending={ask.pending}
          error={ask.error}
          onConfirm={(reason) => void ask.send({ path: { id: expenseId }, body: { reason } }).then(close)}
        />
      </>
    ) : null;
  const { id, signedAt, signedByName } = falseFacts;
  return (
    <>
      <h3>{t.title}</h3>
      <p>{t.asked(format.moment(falseFacts.askedAt), falseFacts.askedByName)}</p>
      {!signedAt && <p>{t.waits}</p>}
      <p className={style.hint}>{falseFacts.reason}</p>
      {signedAt && <p>{t.signed(format.moment(signedAt), signedByName ?? '')}</p>}
      {!signedAt && falseFacts.askedByMe && <p>{t.own}</p>}
      {!signedAt && isSenior && (
        <p className={`${style.row} no-print`}>
          {!falseFacts.askedByMe && (
            <Button size="sm" onClick={() => setOpened('sign')}>
              {t.sign}
            </Button>
          )}
          <Button size="sm" variant="default" loading={drop.pending} onClick={() => void drop.send({ path: { id } })}>
            {t.drop}
          </Button>
        </p>
      )}
      <ReasonDialog
        opened={opened === 'sign'}
        onClose={() => setOpened(null)}
        title={t.sign}
        lead={t.signLead}
        confirm={t.sign}
        reason="none"
        pending={sign.pending}
        error={sign.error}
        onConfirm={() => void sign.send({ path: { id } }).then(close)}
      />
    </>
  );
}
