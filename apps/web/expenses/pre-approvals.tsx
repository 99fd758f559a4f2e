import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { DoneNote } from '../ui/done-note.js';
import { ShortText, YenField } from '../ui/fields.js';
import { Facts, Section, Shown } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { Status, type Tone } from '../ui/status.js';
import { checks, yenOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';
import { useKept } from '../ui/use-kept.js';
import { CategorySelect } from './category-select.js';

const longestText = 2_000;
const tones: Readonly<Record<string, Tone>> = { 'pre-approved': 'good', refused: 'bad', requested: 'info' };

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
        <Status tone={tones[consent.state] ?? 'plain'}>
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

const blank = { category: '', amount: '', description: '' };

/** What is typed stays until it is sent, also when the page is left. */
function AskKept({ caseId }: { readonly caseId: string }) {
  const kept = useKept(`pre-approval ${caseId}`, blank);
  return kept.ready ? <Ask caseId={caseId} kept={kept} /> : null;
}

/** Three fields: on what, how much, why. */
function Ask({ caseId, kept }: { readonly caseId: string; readonly kept: ReturnType<typeof useKept<typeof blank>> }) {
  const { texts } = useApp();
  const t = texts.expenses;
  const ask = useAct('post', '/incidents/{id}/pre-approvals');
  const [done, setDone] = useState<string | null>(null);
  const check = checks(texts.common);
  const form = useForm({
    initialValues: kept.value,
    validate: {
      category: (value) => (value === '' ? t.categoryMissing : null),
      amount: check.yen,
      description: check.text(longestText),
    },
  });
  useFaults(form, ask.error);
  const { values } = form;
  const keep = useEffectEvent(kept.change);
  useEffect(() => {
    keep(values);
  }, [values]);
  return (
    <form
      noValidate
      className="no-print"
      onSubmit={form.onSubmit(
        ({ category, amount, description }) =>
          void ask.send(
            {
              path: { id: caseId },
              body: {
                category: category as Schemas['RequestPreApprovalDto']['category'],
                amount: yenOf(amount) ?? 0,
                description: description.trim(),
              },
            },
            () => {
              setDone(t.preApprovalSent);
              form.setValues(blank);
              form.clearErrors();
              kept.clear();
            },
          ),
      )}
    >
      <Stack gap="sm" mt="md">
        <CategorySelect label={t.category} {...form.getInputProps('category')} />
        <YenField label={t.preApprovalAmount} {...form.getInputProps('amount')} />
        <ShortText label={t.preApprovalOn} most={longestText} {...form.getInputProps('description')} />
        <ProblemNote error={ask.error} shown={['/category', '/amount', '/description']} />
        <div>
          <Button type="submit" variant="default" loading={ask.pending}>
            {t.preApprovalSend}
          </Button>
        </div>
        <DoneNote>{done}</DoneNote>
      </Stack>
    </form>
  );
}
