import { Text, Textarea, TextInput, type TextareaProps, type TextInputProps } from '@mantine/core';
import { useSpeech } from '../text/language.js';
import { checks, dayOf, lasting, pastDayOf, timeOf, yenOf } from './typed-values.js';

type Props = Omit<TextInputProps, 'onChange' | 'value'> & {
  readonly value?: string;
  readonly onChange?: (value: string) => void;
};

/** What is typed stays; how it was read stands below. */
function ReadField({ value = '', onChange, reading, ...rest }: Props & { readonly reading: string | null }) {
  return (
    <TextInput
      {...rest}
      value={value}
      onChange={(event) => onChange?.(event.currentTarget.value)}
      inputContainer={(input) => (
        <>
          {input}
          <Text component="span" size="sm" c="dimmed" aria-live="polite">
            {reading ?? ' '}
          </Text>
        </>
      )}
    />
  );
}

/**
 * A longer text, never cut: what is too long is marked while it stands there. `most` characters can be sent; `tooLong`
 * says what to do with more.
 */
export function LongText({
  value = '',
  onChange,
  most,
  tooLong,
  error,
  ...rest
}: Omit<TextareaProps, 'onChange' | 'value'> & {
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly most: number;
  readonly tooLong?: (count: number, most: number) => string;
}) {
  const { texts } = useSpeech();
  const count = value.length > most ? [...value.trim()].length : 0;
  return (
    <Textarea
      {...rest}
      value={value}
      onChange={(event) => onChange?.(event.currentTarget.value)}
      error={count > most ? (tooLong ?? texts.common.tooLongField)(count, most) : error}
    />
  );
}

/** A text of one line, never cut: what is too long is marked while it stands there. `most` characters can be sent. */
export function ShortText({ value = '', onChange, most, error, ...rest }: Props & { readonly most: number }) {
  const { texts } = useSpeech();
  const tooLong = checks(texts.common).shortOrNone(most)(value);
  return (
    <TextInput
      {...rest}
      value={value}
      onChange={(event) => onChange?.(event.currentTarget.value)}
      error={tooLong ?? error}
    />
  );
}

/** Yen as people write them. */
export function YenField({ value = '', ...rest }: Props) {
  const { texts, format } = useSpeech();
  const read = yenOf(value);
  return (
    <ReadField
      description={texts.common.yenExample}
      {...rest}
      value={value}
      reading={read === null ? null : format.yen(read)}
    />
  );
}

/** A day as people write it, also 和暦. `past`: one up to today, so that 昨日 and 11/27 can be read. */
export function DayField({ value = '', past = false, ...rest }: Props & { readonly past?: boolean }) {
  const { texts, format, language } = useSpeech();
  const read = past ? pastDayOf(value) : dayOf(value);
  const shown = read === null ? null : format.day(read);
  return (
    <ReadField
      description={past ? texts.common.pastDayExample : texts.common.dayExample}
      {...rest}
      value={value}
      // a draft is opened again tomorrow, when 昨日 is another day
      onBlur={(event) => {
        rest.onBlur?.(event);
        if (past && lasting(value) !== value) rest.onChange?.(lasting(value));
      }}
      reading={read !== null && language === 'ja' ? `${shown}（${format.wareki(read)}）` : shown}
    />
  );
}

/** A time of the day as people write it. */
export function TimeField({ value = '', ...rest }: Props) {
  const { texts } = useSpeech();
  return <ReadField description={texts.common.timeExample} {...rest} value={value} reading={timeOf(value)} />;
}
