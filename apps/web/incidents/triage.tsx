import { Button, NativeSelect, Radio, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { PolicySearch } from '../policies/policy-search.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { CountryField } from '../ui/country-field.js';
import { DoneNote } from '../ui/done-note.js';
import { Section } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';

type Case = Schemas['CaseDto'];
type Severity = NonNullable<Case['severity']>;
type Facts = Schemas['FactsDto'];
type Cause = NonNullable<Facts['cause']>;
type Premises = NonNullable<Facts['premises']>;
type Perpetrator = NonNullable<Facts['perpetrator']>;

interface Chosen {
  readonly severity?: Severity;
  readonly noPolicy?: boolean;
  readonly cause?: Cause | '';
  readonly country?: string;
  readonly premises?: Premises | '';
  readonly perpetrator?: Perpetrator | '';
  readonly domesticEffect?: string;
  readonly attack?: string;
}
const textOf = (flag: boolean | null | undefined): string => (flag == null ? '' : String(flag));

/** Facts, policy and severity beside the report, entered while one talks; then the triage is recorded. */
export function Triage({ of: incident }: { readonly of: Case }) {
  const { texts } = useApp();
  const t = texts.cases;
  const { facts } = incident;
  // what was chosen here; everything else is as the case says it, also when that changes meanwhile
  const [chosen, setChosen] = useState<Chosen>({});
  const choose = (more: Chosen): void => setChosen((now) => ({ ...now, ...more }));
  const severity = chosen.severity ?? incident.severity ?? incident.proposedSeverity;
  const noPolicy = chosen.noPolicy ?? incident.policyMatch === 'not-found';
  const cause = chosen.cause ?? facts.cause ?? '';
  const country = chosen.country ?? facts.country ?? '';
  const premises = chosen.premises ?? facts.premises ?? '';
  const perpetrator = chosen.perpetrator ?? facts.perpetrator ?? '';
  const domesticEffect = chosen.domesticEffect ?? textOf(facts.domesticEffect);
  const attack = chosen.attack ?? textOf(facts.attackConfirmed);
  const correct = useAct('patch', '/incidents/{id}');
  const move = useAct('post', '/incidents/{id}/transitions');
  const said = {
    ...(cause !== '' && cause !== facts.cause ? { cause } : {}),
    ...(country !== '' && country !== facts.country ? { country } : {}),
    ...(country !== 'JP' && domesticEffect !== '' && domesticEffect !== textOf(facts.domesticEffect)
      ? { domesticEffect: domesticEffect === 'true' }
      : {}),
    ...(premises !== '' && premises !== facts.premises ? { premises } : {}),
    ...(perpetrator !== '' && perpetrator !== facts.perpetrator ? { perpetrator } : {}),
    ...(attack !== '' && attack !== textOf(facts.attackConfirmed) ? { attackConfirmed: attack === 'true' } : {}),
  };
  const changed = Object.keys(said).length > 0;
  const save = async (): Promise<boolean> =>
    !changed ||
    (await correct.send({
      path: { id: incident.id },
      version: incident.version,
      body: { ...said, source: t.correctionReason },
    })) !== undefined;
  const triage = async (): Promise<void> => {
    if (!(await save())) return;
    await move.send({
      path: { id: incident.id },
      body: {
        to: 'triaged',
        severity,
        ...(noPolicy && incident.policyMatch !== 'matched' ? { policyNotFound: true } : {}),
      },
    });
  };
  const yesNo = [
    { value: '', label: t.notSaid },
    { value: 'true', label: texts.common.yes },
    { value: 'false', label: texts.common.no },
  ];
  return (
    <Section title={t.triage}>
      <p className={style.hint}>{t.triageLead}</p>
      <Stack gap="md">
        <NativeSelect
          label={t.cause}
          value={cause}
          onChange={(event) => choose({ cause: event.currentTarget.value as Cause | '' })}
          data={[
            { value: '', label: t.causeChoose },
            ...Object.entries(t.words.cause).map(([value, label]) => ({ value, label })),
          ]}
        />
        <CountryField label={t.country} value={country} onChange={(code) => choose({ country: code })} />
        {country !== '' && country !== 'JP' && (
          <NativeSelect
            label={t.domesticEffect}
            value={domesticEffect}
            onChange={(event) => choose({ domesticEffect: event.currentTarget.value })}
            data={yesNo}
          />
        )}
        <NativeSelect
          label={t.attackConfirmed}
          value={attack}
          onChange={(event) => choose({ attack: event.currentTarget.value })}
          data={yesNo}
        />
        <NativeSelect
          label={t.premises}
          value={premises}
          onChange={(event) => choose({ premises: event.currentTarget.value as Premises | '' })}
          data={[
            { value: '', label: t.notSaid },
            ...Object.entries(t.words.premises).map(([value, label]) => ({ value, label })),
          ]}
        />
        <NativeSelect
          label={t.perpetrator}
          value={perpetrator}
          onChange={(event) => choose({ perpetrator: event.currentTarget.value as Perpetrator | '' })}
          data={[
            { value: '', label: t.notSaid },
            ...Object.entries(t.words.perpetrator).map(([value, label]) => ({ value, label })),
          ]}
        />
        {changed && (
          <Button variant="default" onClick={() => void save()} loading={correct.pending}>
            {t.saveFacts}
          </Button>
        )}
        <ProblemNote error={correct.error} />
        <Matching of={incident} />
        {incident.policyMatch !== 'matched' && (
          <Switch
            label={t.noPolicy}
            checked={noPolicy}
            onChange={(event) => choose({ noPolicy: event.currentTarget.checked })}
          />
        )}
        <Radio.Group
          label={t.severity}
          description={t.severityProposed(t.words.severity[incident.proposedSeverity])}
          value={severity}
          onChange={(value) => choose({ severity: value as Severity })}
        >
          <div className={style.row}>
            {Object.entries(t.words.severity).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </div>
        </Radio.Group>
        <ProblemNote error={move.error} />
        <Button onClick={() => void triage()} loading={move.pending || correct.pending}>
          {t.triageDone}
        </Button>
      </Stack>
    </Section>
  );
}

/** Says under which policy a case falls. */
export function Matching({ of: incident }: { readonly of: Case }) {
  const { texts } = useApp();
  const t = texts.cases;
  const match = useAct('post', '/incidents/{id}/matches');
  const [done, setDone] = useState<string | null>(null);
  if (incident.policyMatch === 'matched')
    return <p>{t.matchedWith(`${incident.institutionName ?? ''}　${incident.policyNumber ?? ''}`)}</p>;
  return (
    <div>
      <h3 className={style.sub}>{t.matching}</h3>
      <PolicySearch
        label={t.matchSearch}
        initial={incident.policyNumber ?? incident.institutionName ?? ''}
        choose={t.matchThis}
        pending={match.pending}
        onChoose={(policy) =>
          void match
            .send({ path: { id: incident.id }, body: { institutionId: policy.institutionId, policyId: policy.id } })
            .then((answer) => answer && setDone(t.matchedWith(policy.institutionName)))
        }
      />
      <ProblemNote error={match.error} />
      <DoneNote>{done}</DoneNote>
    </div>
  );
}
