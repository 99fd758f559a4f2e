import { TextInput, type TextInputProps } from '@mantine/core';
import { useId, useState } from 'react';
import { useSpeech } from '../text/language.js';
import { countriesIn, countryNamed } from './countries.js';

/** A country, typed and searched for; answers its code, or nothing where none is named. What was typed stays. */
export function CountryField({
  value = '',
  onChange,
  abroad = false,
  ...rest
}: Omit<TextInputProps, 'onChange' | 'value'> & {
  readonly value?: string;
  readonly onChange?: (code: string) => void;
  /** Without Japan. */
  readonly abroad?: boolean;
}) {
  const { texts, language } = useSpeech();
  const list = useId();
  const countries = countriesIn(language).filter(({ code }) => !abroad || code !== 'JP');
  const nameOf = (code: string): string => countries.find((one) => one.code === code)?.name ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  // what was typed and names no country is kept as it is; else the field follows its value
  const shown = typed !== null && (countryNamed(typed, countries) ?? '') === value ? typed : nameOf(value);
  return (
    <>
      <TextInput
        description={texts.common.countryExample}
        {...rest}
        list={list}
        autoComplete="off"
        value={shown}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setLeft(false);
          onChange?.(countryNamed(event.currentTarget.value, countries) ?? '');
        }}
        onBlur={(event) => {
          rest.onBlur?.(event);
          setLeft(true);
        }}
        error={rest.error ?? (left && shown.trim() !== '' && value === '' ? texts.common.countryUnknown : undefined)}
      />
      <datalist id={list}>
        {countries.map(({ code, name }) => (
          <option key={code} value={name}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
