import { NativeSelect } from '@mantine/core';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { CountryField } from '../ui/country-field.js';

type Facts = Schemas['FactsDto'];
type Cause = NonNullable<Facts['cause']>;
type Premises = NonNullable<Facts['premises']>;
type Perpetrator = NonNullable<Facts['perpetrator']>;

/** The facts as the fields hold them; '' where nothing is known, 'true' and 'false' for yes and no. */
export interface FactsInFields {
  readonly cause: Cause | '';
  readonly country: string;
  readonly premises: Premises | '';
  readonly perpetrator: Perpetrator | '';
  readonly domesticEffect: string;
  readonly attack: string;
}
const textOf = (flag: boolean | null | undefined): string => (flag == null ? '' : String(flag));

/** The facts of a case for the fields. */
export const inFields = (facts: Facts): FactsInFields => ({
  cause: facts.cause ?? '',
  country: facts.country ?? '',
  premises: facts.premises ?? '',
  perpetrator: facts.perpetrator ?? '',
  domesticEffect: textOf(facts.domesticEffect),
  attack: textOf(facts.attackConfirmed),
});

/** The facts that are other than the case says; what is emptied is not a correction. */
export function corrected(values: FactsInFields, facts: Facts) {
  const before = inFields(facts);
  const isNew = (name: keyof FactsInFields): boolean => values[name] !== '' && values[name] !== before[name];
  const { cause, country, premises, perpetrator, domesticEffect, attack } = values;
  return {
    ...(cause !== '' && isNew('cause') ? { cause } : {}),
    ...(isNew('country') ? { country } : {}),
    ...(country !== 'JP' && isNew('domesticEffect') ? { domesticEffect: domesticEffect === 'true' } : {}),
    ...(premises !== '' && isNew('premises') ? { premises } : {}),
    ...(perpetrator !== '' && isNew('perpetrator') ? { perpetrator } : {}),
    ...(isNew('attack') ? { attackConfirmed: attack === 'true' } : {}),
  };
}

/** The facts that decide coverage: cause, country, premises, perpetrator, whether the attack is confirmed. */
export function FactsFields({
  values,
  onChange,
}: {
  readonly values: FactsInFields;
  readonly onChange: (more: Partial<FactsInFields>) => void;
}) {
  const { texts } = useApp();
  const t = texts.cases;
  const listed = (words: Readonly<Record<string, string>>, none: string) => [
    { value: '', label: none },
    ...Object.entries(words).map(([value, label]) => ({ value, label })),
  ];
  const yesNo = listed({ true: texts.common.yes, false: texts.common.no }, t.notSaid);
  return (
    <>
      <NativeSelect
        label={t.cause}
        value={values.cause}
        onChange={(event) => onChange({ cause: event.currentTarget.value as Cause | '' })}
        data={listed(t.words.cause, t.causeChoose)}
      />
      <CountryField label={t.country} value={values.country} onChange={(code) => onChange({ country: code })} />
      {values.country !== '' && values.country !== 'JP' && (
        <NativeSelect
          label={t.domesticEffect}
          value={values.domesticEffect}
          onChange={(event) => onChange({ domesticEffect: event.currentTarget.value })}
          data={yesNo}
        />
      )}
      <NativeSelect
        label={t.attackConfirmed}
        value={values.attack}
        onChange={(event) => onChange({ attack: event.currentTarget.value })}
        data={yesNo}
      />
      <NativeSelect
        label={t.premises}
        value={values.premises}
        onChange={(event) => onChange({ premises: event.currentTarget.value as Premises | '' })}
        data={listed(t.words.premises, t.notSaid)}
      />
      <NativeSelect
        label={t.perpetrator}
        value={values.perpetrator}
        onChange={(event) => onChange({ perpetrator: event.currentTarget.value as Perpetrator | '' })}
        data={listed(t.words.perpetrator, t.notSaid)}
      />
    </>
  );
}
