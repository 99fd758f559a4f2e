import { Text } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { onlyPrivateUse } from '#kernel';
import { read, type Schemas } from '../api/api.js';
import { useSpeech } from '../text/language.js';
import type { ReportEntryText } from '../text/ja/report.js';
import { ShortText } from '../ui/fields.js';
import { checks } from '../ui/typed-values.js';
import { hasInstitution, longest } from './draft.js';
import { Heading } from './heading.js';
import { Choice, Form, type Asked } from './question-parts.js';
import style from './report.module.css';

export function Contact({ answers, answer, answered, reporter }: Asked) {
  const { report: t, common } = useSpeech<ReportEntryText>().texts;
  const [asked, setAsked] = useState(false);
  const noName = answers.name.trim() === '';
  const nameFault = noName ? common.fieldEmpty : onlyPrivateUse(answers.name) ? common.namePrivateUse : null;
  const fits = checks(common).shortOrNone;
  const phoneFault = checks(common).telephone(answers.phone) ?? fits(longest.phone)(answers.phone);
  // the name of the one who is signed in, until something is typed
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
        if (nameFault === null && phoneFault === null && fits(longest.name)(answers.name) === null) answered();
      }}
    >
      <Heading>{t.contactQuestion}</Heading>
      <Text className={style.hint}>{t.contactHint}</Text>
      <ShortText
        label={t.name}
        autoComplete="name"
        most={longest.name}
        value={answers.name}
        onChange={(name) => answer({ name })}
        error={asked && nameFault}
      />
      <ShortText
        label={t.phone}
        description={t.phoneExample}
        type="tel"
        autoComplete="tel"
        most={longest.phone}
        value={answers.phone}
        onChange={(phone) => answer({ phone })}
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
  const fits = checks(common).shortOrNone;
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
        if (
          fault === null &&
          fits(longest.institutionName)(answers.institutionName) === null &&
          fits(longest.policyNumber)(answers.policyNumber) === null
        )
          answered();
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
          <ShortText
            label={t.institutionName}
            most={longest.institutionName}
            value={answers.institutionName}
            onChange={(institutionName) => answer({ institutionName })}
            error={asked && fault}
          />
          <ShortText
            label={t.policyNumber}
            most={longest.policyNumber}
            value={answers.policyNumber}
            onChange={(policyNumber) => answer({ policyNumber })}
          />
        </>
      )}
    </Form>
  );
}
