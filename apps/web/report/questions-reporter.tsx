import { Text, TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { onlyPrivateUse } from '#kernel';
import { read, type Schemas } from '../api/api.js';
import { useSpeech } from '../text/language.js';
import type { ReportEntryText } from '../text/ja/report.js';
import { checks } from '../ui/typed.js';
import { hasInstitution } from './draft.js';
import { Heading } from './heading.js';
import { Choice, Form, type Asked } from './question-parts.js';
import style from './report.module.css';

export function Contact({ answers, answer, answered, reporter }: Asked) {
  const { report: t, common } = useSpeech<ReportEntryText>().texts;
  const [asked, setAsked] = useState(false);
  const noName = answers.name.trim() === '';
  const nameFault = noName ? common.fieldEmpty : onlyPrivateUse(answers.name) ? common.namePrivateUse : null;
  const phoneFault = checks(common).telephone(answers.phone);
  // the name of whoever is signed in, until something is typed
  const propose = useEffectEvent((name: string) => {
    if (noName) answer({ name });
  });
  useEffect(() => {
    if (reporter) propose(reporter.displayName);
  }, [reporter]);
  return (
    <Form
      onNext={() => {
        setAsked(true);
        if (nameFault === null && phoneFault === null) answered();
      }}
    >
      <Heading>{t.contactQuestion}</Heading>
      <Text className={style.hint}>{t.contactHint}</Text>
      <TextInput
        label={t.name}
        autoComplete="name"
        maxLength={200}
        value={answers.name}
        onChange={(event) => answer({ name: event.currentTarget.value })}
        error={asked && nameFault}
      />
      <TextInput
        label={t.phone}
        description={t.phoneExample}
        type="tel"
        autoComplete="tel"
        maxLength={50}
        value={answers.phone}
        onChange={(event) => answer({ phone: event.currentTarget.value })}
        error={asked && phoneFault}
      />
    </Form>
  );
}

export function Institution({ answers, answer, answered, reporter }: Asked) {
  const { report: t, common } = useSpeech<ReportEntryText>().texts;
  const [asked, setAsked] = useState(false);
  const fault = !hasInstitution(answers)
    ? t.institutionEither
    : onlyPrivateUse(answers.institutionName)
      ? common.namePrivateUse
      : null;
  const isAgent = reporter?.roles.includes('agent') ?? false;
  const [clients, setClients] = useState<readonly Schemas['InstitutionSummary'][]>([]);
  useEffect(() => {
    if (isAgent)
      read('/institutions', { query: { limit: 200 } }).then(
        ({ items }) => setClients(items),
        () => undefined,
      );
  }, [isAgent]);
  return (
    <Form
      onNext={() => {
        setAsked(true);
        if (fault === null) answered();
      }}
    >
      <Heading>{t.institutionQuestion}</Heading>
      {isAgent ? (
        clients.map(({ id, name }) => (
          <Choice
            key={id}
            name={name}
            chosen={answers.institutionId === id}
            onChoose={() => answered({ institutionId: id })}
          />
        ))
      ) : (
        <>
          <TextInput
            label={t.institutionName}
            maxLength={200}
            value={answers.institutionName}
            onChange={(event) => answer({ institutionName: event.currentTarget.value })}
            error={asked && fault}
          />
          <TextInput
            label={t.policyNumber}
            maxLength={40}
            value={answers.policyNumber}
            onChange={(event) => answer({ policyNumber: event.currentTarget.value })}
          />
        </>
      )}
    </Form>
  );
}
