import { Text, TextInput, type TextInputProps } from '@mantine/core';
import { useSpeech } from '../text/language.js';
import { dayOf, wholeOf } from './typed.js';

type Props = Omit<TextInputProps, 'onChange' | 'value'> & {
  readonly value?: string;
  readonly onChange?: (value: string) => void;
};

/** Yen as people write them. What is typed stays; how it was read stands below. */
export function YenField({ value = '', onChange, description, ...rest }: Props) {
  const { texts, format } = useSpeech();
  const read = value.trim() === '' ? null : wholeOf(value);
  return (
    <TextInput
      inputMode="numeric"
      description={description ?? texts.common.yenExample}
      {...rest}
      value={value}
      onChange={(event) => onChange?.(event.currentTarget.value)}
      inputContainer={(input) => (
        <>
          {input}
          <Reading text={read === null ? null : format.yen(read)} />
        </>
      )}
    />
  );
}

/** A day as people write it, also 和暦. What is typed stays; how it was read stands below. */
export function DayField({ value = '', onChange, description, ...rest }: Props) {
  const { texts, format, language } = useSpeech();
  const read = value.trim() === '' ? null : dayOf(value);
  return (
    <TextInput
      description={description ?? texts.common.dayExample}
      {...rest}
      value={value}
      onChange={(event) => onChange?.(event.currentTarget.value)}
      inputContainer={(input) => (
        <>
          {input}
          <Reading
            text={
              read === null
                ? null
                : language === 'ja'
                  ? `${format.day(read)}（${format.wareki(read)}）`
                  : format.day(read)
            }
          />
        </>
      )}
    />
  );
}

function Reading({ text }: { readonly text: string | null }) {
  return (
    <Text component="span" size="sm" c="dimmed" aria-live="polite">
      {text ?? ' '}
    </Text>
  );
}
