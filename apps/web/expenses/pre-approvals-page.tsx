import { Button, Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useList, useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { DayField, LongText, YenField } from '../ui/fields.js';
import { Countdown, More, Page, Shown } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import { checks, dayOf, yenOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';
import { useUser } from '../shell/session.js';
import { Consent } from './pre-approvals.js';

const longestText = 2_000;

/** Requests for consent that wait, those due first first, and their answer. */
export function PreApprovalsPage() {
  const { texts } = useApp();
  const t = texts.expenses;
  const list = useList('/pre-approvals', { query: { state: 'requested' } });
  return (
    <Page title={texts.shell.preApprovals} width="narrow">
      <OnCall />
      <Shown of={{ ...list, data: list.items }}>
        {(consents) =>
          consents.length === 0 ? (
            <p>{t.noneAsked}</p>
          ) : (
            <ul className={style.plainList}>
              {consents.map((consent) => (
                <li key={consent.id} className={style.panel}>
                  <p className={`${style.row} ${style.spread}`}>
                    <Link to="/cases/$id" params={{ id: consent.incidentId }}>
                      {consent.caseNumber}
                    </Link>
                    <Countdown to={consent.answerDueAt} />
                  </p>
                  <Consent of={consent} />
                  {consent.allowedActions.some(({ to }) => to !== 'withdrawn') && <Answer of={consent} />}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More of={list} label={texts.shell.more} />
    </Page>
  );
}

/** Who can be reached outside duty hours. */
function OnCall() {
  const { texts } = useApp();
  const t = texts.consents;
  const roles = useUser().roles;
  const enabled = roles.some((role) => ['support', 'senior-adjuster', 'auditor'].includes(role));
  const [now] = useState(() => new Date().toISOString());
  const lines = useRead('/rosters', { query: { onCallAt: now } }, { enabled });
  if (!lines.data) return null;
  const names = [...new Set(lines.data.items.map(({ personName }) => personName))];
  return <p>{names.length === 0 ? t.nobodyOnCall : t.onCall(names.join('、'))}</p>;
}

/** What an approval of so much leaves of the limit, says to the institution, and needs. */
function WithIt({ of: { left, notes, missing } }: { readonly of: Schemas['AnswerPreviewDto'] }) {
  const { texts, format, say } = useApp();
  const t = texts.consents;
  return (
    <div className={style.panel}>
      <p>
        {t.leftNow}：<strong>{left === null ? t.leftUnknown : format.yen(left)}</strong>
      </p>
      <p className={style.hint}>{t.withIt}</p>
      <ul>
        {notes.map((note) => (
          <li key={note.code}>{say(note)}</li>
        ))}
      </ul>
      <Missing of={missing} />
    </div>
  );
}

/** What stands against an answer. */
function Missing({ of }: { readonly of: Schemas['AllowedActionDto']['missing'] }) {
  const { say } = useApp();
  return of.map((one) => (
    <p key={one.code}>
      <Status tone="warn">{say(one)}</Status>
    </p>
  ));
}

function Answer({ of: consent }: { readonly of: Schemas['PreApprovalDto'] }) {
  const { texts } = useApp();
  const t = texts.expenses;
  const act = useAct('post', '/pre-approvals/{id}/answers');
  const check = checks(texts.common);
  const form = useForm({
    initialValues: {
      answer: 'pre-approved' as 'pre-approved' | 'refused',
      ceiling: String(consent.amount),
      lapsesOn: '',
      textJa: t.consentDefaultYes,
    },
    validate: {
      ceiling: (value, { answer }) => (answer === 'refused' ? null : check.yen(value)),
      lapsesOn: (value, { answer }) => (answer === 'refused' ? null : check.dayOrNone(value)),
      textJa: check.text(longestText),
    },
  });
  useFaults(form, act.error);
  const { answer, ceiling, textJa } = form.values;
  const missing = consent.allowedActions.find(({ to }) => to === answer)?.missing ?? [];
  const seen = useRead('/pre-approvals/{id}/answer-preview', {
    path: { id: consent.id },
    query: { ceiling: yenOf(ceiling) ?? consent.amount },
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) =>
          void act.send({
            path: { id: consent.id },
            version: consent.version,
            body: {
              answer: values.answer,
              textJa: values.textJa.trim(),
              ...(values.answer === 'refused'
                ? {}
                : {
                    ceiling: yenOf(values.ceiling) ?? consent.amount,
                    ...(seen.data ? { left: seen.data.left } : {}),
                  }),
              ...(values.answer === 'refused' || values.lapsesOn.trim() === ''
                ? {}
                : { lapsesOn: dayOf(values.lapsesOn) ?? '' }),
            },
          }),
      )}
    >
      <Stack gap="sm" mt="sm">
        <Radio.Group
          label={t.preApprovalAnswer}
          value={answer}
          onChange={(value) => {
            const next = value as typeof answer;
            const [other, own] =
              next === 'refused'
                ? [t.consentDefaultYes, t.consentDefaultNo]
                : [t.consentDefaultNo, t.consentDefaultYes];
            // words of one's own stay
            form.setValues({ answer: next, ...(textJa === other ? { textJa: own } : {}) });
          }}
        >
          <div className={style.row}>
            <Radio value="pre-approved" label={t.consentYes} />
            <Radio value="refused" label={t.consentNo} />
          </div>
        </Radio.Group>
        {answer === 'pre-approved' && (
          <div className={style.grid}>
            <YenField label={t.preApprovalCeiling} {...form.getInputProps('ceiling')} />
            <DayField label={t.preApprovalLapses} {...form.getInputProps('lapsesOn')} />
          </div>
        )}
        {answer === 'pre-approved' && seen.data && <WithIt of={seen.data} />}
        {answer === 'refused' && <Missing of={missing} />}
        <LongText
          label={t.consentText}
          description={texts.decisions.goesInto.page}
          rows={3}
          most={longestText}
          {...form.getInputProps('textJa')}
        />
        <ProblemNote error={act.error} shown={['/ceiling', '/lapsesOn', '/textJa']} />
        <div>
          <Button type="submit" loading={act.pending}>
            {t.consentSend}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
