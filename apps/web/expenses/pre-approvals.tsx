import { Button } from '@mantine/core';
import type { Schemas } from '../api/api.js';
import { useAct, useList } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Facts, Section } from '../ui/page.js';
import { Shown } from '../ui/shown.js';
import { ProblemNote } from '../ui/problem.js';
import { Status, type Tone } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { AskKept } from './ask-pre-approval.js';

const tones: Readonly<Record<string, Tone>> = { 'pre-approved': 'good', refused: 'bad', requested: 'working' };

/** "May we spend so much on this?", and what was answered. */
export function PreApprovals({ caseId, mayAsk }: { readonly caseId: string; readonly mayAsk: boolean }) {
  const { texts } = useApp();
  const t = texts.expenses;
  const list = useList('/pre-approvals', { query: { incidentId: caseId } });
  return (
    <Section title={t.preApprovals}>
      {mayAsk && <p className={style.hint}>{t.preApprovalLead}</p>}
      <Shown of={{ ...list, data: list.items }}>
        {(consents) =>
          consents.length === 0 ? (
            <p>{t.preApprovalNone}</p>
          ) : (
            <ul className={style.plainList}>
              {consents.map((consent) => (
                <li key={consent.id} className={style.panel}>
                  <Consent of={consent} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {mayAsk && <AskKept caseId={caseId} />}
    </Section>
  );
}

/** One request for consent with its answer. */
export function Consent({ of: consent }: { readonly of: Schemas['PreApprovalDto'] }) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  const withdraw = useAct('post', '/pre-approvals/{id}/withdrawals');
  const inside = isInsurer(useUser());
  return (
    <>
      <div className={`${style.row} ${style.spread}`}>
        <strong>
          {say({ textJa: consent.categoryJa, textEn: consent.categoryEn })}　{format.yen(consent.amount)}
        </strong>
        <Status tone={tones[consent.state] ?? 'new'}>
          {say({ textJa: consent.stateJa, textEn: consent.stateEn })}
        </Status>
      </div>
      <Facts
        of={[
          [t.preApprovalOn, consent.description],
          [t.vendor, consent.vendorName],
          [t.preApprovalNumber, consent.number],
          [t.preApprovalDue, consent.state === 'requested' ? format.moment(consent.answerDueAt) : null],
          [t.preApprovalAnswer, consent.textJa === null ? null : say(consent)],
          [t.preApprovalRest, consent.rest === null ? null : format.yen(consent.rest)],
          [t.preApprovalCeiling, consent.ceiling === null ? null : format.yen(consent.ceiling)],
          [t.preApprovalLapses, consent.lapsesOn && format.day(consent.lapsesOn)],
          [texts.consents.leftThen, consent.left === null ? null : format.yen(consent.left)],
        ]}
      />
      {consent.notes.map((note) => (
        <p key={note.code}>{say(note)}</p>
      ))}
      {!inside && consent.allowedActions.some(({ to }) => to === 'withdrawn') && (
        <Button
          size="sm"
          variant="default"
          className="no-print"
          loading={withdraw.pending}
          onClick={() => void withdraw.send({ path: { id: consent.id } })}
        >
          {t.preApprovalWithdraw}
        </Button>
      )}
      <ProblemNote error={withdraw.error} />
    </>
  );
}
