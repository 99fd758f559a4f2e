import { Button, Checkbox, NativeSelect, Stack } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import type { Schemas } from '../api/api.js';
import { PolicySearch } from '../policies/policy-search.js';
import { longest, longestDescription } from '../report/draft.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { CountryField } from '../ui/country-field.js';
import { DayField, LongText, ShortText, TimeField } from '../ui/fields.js';
import { Page } from '../ui/page.js';
import { ProblemNote } from '../ui/problem.js';
import { typedMoment } from '../ui/typed-moment.js';
import { checks, telephoneOf } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useFaults } from '../ui/use-faults.js';
import { useKept } from '../ui/use-kept.js';

interface Call {
  readonly institutionName: string;
  readonly policyNumber: string;
  readonly institutionReference: string;
  readonly name: string;
  readonly phone: string;
  readonly description: string;
  readonly day: string;
  readonly time: string;
  readonly cause: string;
  readonly country: string;
  readonly attack: string;
  readonly emergencyStopped: boolean;
  readonly outpatientsStopped: boolean;
  readonly paperCharts: boolean;
}
const blank: Call = {
  institutionName: '',
  policyNumber: '',
  institutionReference: '',
  name: '',
  phone: '',
  description: '',
  day: '',
  time: '',
  cause: '',
  country: 'JP',
  attack: '',
  emergencyStopped: false,
  outpatientsStopped: false,
  paperCharts: false,
};
const longestReference = 60;
const care = ['emergencyStopped', 'outpatientsStopped', 'paperCharts'] as const;

/** The same report, entered by the desk while it talks; the policy is looked up meanwhile. */
export function CallPage() {
  const { texts } = useApp();
  const kept = useKept('call', blank);
  return (
    <Page title={texts.desk.callTitle}>
      <p className={style.hint}>{texts.desk.callLead}</p>
      {kept.ready && <CallForm kept={kept} />}
    </Page>
  );
}

function CallForm({ kept }: { readonly kept: ReturnType<typeof useKept<Call>> }) {
  const { texts } = useApp();
  const t = texts.desk;
  const c = texts.cases;
  const navigate = useNavigate();
  const report = useAct('post', '/incidents');
  const check = checks(texts.common);
  const form = useForm({
    // what was kept before the form had a field says nothing of it
    initialValues: { ...blank, ...kept.value },
    validate: {
      name: check.short(longest.name),
      phone: (value) => check.telephone(value) ?? check.short(longest.phone)(value),
      policyNumber: check.shortOrNone(longest.policyNumber),
      institutionReference: check.shortOrNone(longestReference),
      description: check.text(longestDescription),
      institutionName: (value, { policyNumber }) =>
        value.trim() === '' && policyNumber.trim() === ''
          ? texts.common.fieldEmpty
          : check.shortOrNone(longest.institutionName)(value),
      day: (value, { time }) => (time.trim() === '' ? check.pastDayOrNone(value) : check.pastDay(value)),
      time: (value, { day }) => (value.trim() === '' && day.trim() === '' ? null : check.time(value)),
    },
  });
  useFaults(form, report.error);
  const { values } = form;
  const keep = useEffectEvent(kept.change);
  useEffect(() => {
    keep(values);
  }, [values]);
  return (
    <div className={style.two}>
      <form
        noValidate
        onSubmit={form.onSubmit(
          (typed) =>
            void report.send({ body: bodyOf(typed) }, (done) => {
              kept.clear();
              void navigate({ to: '/cases/$id', params: { id: done.id } });
            }),
        )}
      >
        <Stack gap="md">
          <p className={`${style.panel} ${style.soft}`}>{t.script.hello}</p>
          <div className={style.grid}>
            <ShortText label={t.callerPhone} type="tel" most={longest.phone} {...form.getInputProps('phone')} />
            <ShortText label={t.callerName} most={longest.name} {...form.getInputProps('name')} />
          </div>
          <h2 className={style.sub}>{t.who}</h2>
          <div className={style.grid}>
            <ShortText
              label={t.institutionName}
              most={longest.institutionName}
              {...form.getInputProps('institutionName')}
            />
            <ShortText label={t.policyNumber} most={longest.policyNumber} {...form.getInputProps('policyNumber')} />
            <ShortText
              label={c.institutionReference}
              most={longestReference}
              {...form.getInputProps('institutionReference')}
            />
          </div>
          <p className={`${style.panel} ${style.soft}`}>{t.script.what}</p>
          <LongText label={t.whatHappened} rows={4} most={longestDescription} {...form.getInputProps('description')} />
          <div className={style.grid}>
            <DayField past label={t.discoveredDay} {...form.getInputProps('day')} />
            <TimeField label={t.discoveredTime} {...form.getInputProps('time')} />
          </div>
          <AttackFields form={form} />
          <p className={`${style.panel} ${style.soft}`}>{t.script.care}</p>
          <div className={style.row} role="group" aria-label={c.careImpact}>
            {care.map((effect) => (
              <Checkbox
                key={effect}
                label={c.careWords[effect]}
                {...form.getInputProps(effect, { type: 'checkbox' })}
              />
            ))}
          </div>
          <ProblemNote error={report.error} />
          <div>
            <Button type="submit" loading={report.pending}>
              {t.submit}
            </Button>
          </div>
        </Stack>
      </form>
      <Lookup onChoose={(name, number) => form.setValues({ institutionName: name, policyNumber: number })} />
    </div>
  );
}

/** What the caller says of the attack: its cause, its country, whether it is confirmed. */
function AttackFields({ form }: { readonly form: UseFormReturnType<Call> }) {
  const { texts } = useApp();
  const c = texts.cases;
  return (
    <div className={style.grid}>
      <NativeSelect
        label={c.cause}
        {...form.getInputProps('cause')}
        data={[
          { value: '', label: c.notSaid },
          ...Object.entries(c.words.cause).map(([value, label]) => ({ value, label })),
        ]}
      />
      <CountryField label={c.country} {...form.getInputProps('country')} />
      <NativeSelect
        label={texts.desk.attack}
        {...form.getInputProps('attack')}
        data={[
          { value: '', label: c.notSaid },
          { value: 'true', label: texts.common.yes },
          { value: 'false', label: texts.common.no },
        ]}
      />
    </div>
  );
}

/** Beside the form, not in it: its own Enter searches. */
function Lookup({ onChoose }: { readonly onChoose: (name: string, number: string) => void }) {
  const { texts } = useApp();
  return (
    <PolicySearch
      label={texts.cases.matchSearch}
      choose={texts.desk.choose}
      isNext={false}
      onChoose={({ institutionName, policyNumber }) => onChoose(institutionName, policyNumber)}
    />
  );
}

function bodyOf(typed: Call): Schemas['ReportIncidentDto'] {
  const at = typedMoment(typed.day, typed.time);
  const effects = care.filter((effect) => typed[effect]);
  return {
    channel: 'telephone',
    reporter: { name: typed.name.trim(), phone: telephoneOf(typed.phone) ?? typed.phone.trim() },
    description: typed.description.trim(),
    ...(typed.institutionName.trim() ? { institutionName: typed.institutionName.trim() } : {}),
    ...(typed.policyNumber.trim() ? { policyNumber: typed.policyNumber.trim() } : {}),
    ...(typed.institutionReference.trim() ? { institutionReference: typed.institutionReference.trim() } : {}),
    ...(at ? { discoveredAt: at } : {}),
    ...(typed.cause ? { cause: typed.cause as NonNullable<Schemas['FactsDto']['cause']> } : {}),
    ...(typed.country ? { country: typed.country } : {}),
    ...(typed.attack ? { attackConfirmed: typed.attack === 'true' } : {}),
    ...(effects.length > 0 ? { careImpact: Object.fromEntries(effects.map((effect) => [effect, true])) } : {}),
  };
}
