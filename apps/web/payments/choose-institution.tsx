import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ShortText } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';

const longestSearch = 100;

export function ChooseInstitution({
  chosen,
  onChoose,
  missing,
}: {
  readonly missing: boolean;
  readonly chosen: { id: string; name: string } | null;
  readonly onChoose: (one: { id: string; name: string } | null) => void;
}) {
  const { texts } = useApp();
  const t = texts.payments;
  const [typed, setTyped] = useState('');
  const found = useRead(
    '/institutions',
    { query: { q: typed.trim(), limit: 10 } },
    { enabled: typed.trim() !== '' && chosen === null },
  );
  if (chosen)
    return (
      <p className={style.row}>
        <strong>{t.institutionChosen(chosen.name)}</strong>
        <Button size="sm" variant="default" onClick={() => onChoose(null)}>
          {texts.desk.chooseOther}
        </Button>
      </p>
    );
  return (
    <div>
      <ShortText
        label={`${t.forInstitution}（${t.institutionSearch}）`}
        most={longestSearch}
        value={typed}
        onChange={setTyped}
        error={missing ? t.institutionMissing : undefined}
      />
      <ul className={style.plainList} aria-live="polite">
        {(typed.trim() === '' ? [] : (found.data?.items ?? [])).map(({ id, name }) => (
          <li key={id}>
            <Button size="sm" variant="default" mt="xs" onClick={() => onChoose({ id, name })}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
      <ProblemNote error={found.error} />
    </div>
  );
}
