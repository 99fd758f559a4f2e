import { Button } from '@mantine/core';
import { transferName } from '#kernel';
import { useApp } from '../text/use-text.js';
import { ShortText } from '../ui/fields.js';
import style from '../ui/ui.module.css';

const most = 30;
/** As many characters as can be sent. */
const longest = 100;

interface Input {
  readonly value?: string;
  readonly onChange: (value: string) => void;
  readonly error?: React.ReactNode;
}

/**
 * The holder of an account as a transfer writes it: everything that stands in the way is named, and one tap takes what
 * is proposed.
 */
export function HolderField({ input }: { readonly input: Input }) {
  const { texts } = useApp();
  const t = texts.payments;
  const typed = input.value ?? '';
  const { faults, refused, length, suggestion, abbreviation } = transferName(typed, 'holder', most);
  const wrong = typed.trim() === '' ? [] : faults;
  const proposed = abbreviation ?? suggestion;
  return (
    <div>
      <ShortText
        label={t.holder}
        description={t.holderHint}
        autoComplete="off"
        most={longest}
        value={typed}
        onChange={input.onChange}
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
