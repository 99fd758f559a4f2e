import { Button, TextInput } from '@mantine/core';
import { transferName } from '#kernel';
import { useApp } from '../text/use-text.js';
import style from '../ui/ui.module.css';

const most = 30;

interface Input {
  readonly value?: string;
  readonly onChange: (value: string) => void;
  readonly error?: React.ReactNode;
}

/** The holder of an account as a transfer writes it: everything that stands in the way is named, and one tap takes what is proposed. */
export function HolderField({ input }: { readonly input: Input }) {
  const { texts } = useApp();
  const t = texts.payments;
  const typed = input.value ?? '';
  const { faults, refused, length, suggestion, abbreviation } = transferName(typed, 'holder', most);
  const wrong = typed.trim() === '' ? [] : faults;
  const proposed = abbreviation ?? suggestion;
  return (
    <div>
      <TextInput
        label={t.holder}
        description={t.holderHint}
        autoComplete="off"
        maxLength={100}
        value={typed}
        onChange={(event) => input.onChange(event.currentTarget.value)}
        error={input.error}
      />
      <div aria-live="polite">
        {wrong.length > 0 && (
          <ul className={style.hint}>
            {wrong.map((fault) => (
              <li key={fault}>{t.holderFaults[fault](refused.map((sign) => `「${sign}」`).join(''), length - most)}</li>
            ))}
          </ul>
        )}
        {wrong.length === 0 && abbreviation !== null && <p className={style.hint}>{t.holderAbbreviated}</p>}
        {typed.trim() !== '' && proposed !== null && (
          <Button size="sm" variant="default" mt="xs" onClick={() => input.onChange(proposed)}>
            {t.takeHolder(proposed)}
          </Button>
        )}
      </div>
    </div>
  );
}
