import { Button, NativeSelect, Stack } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct, useUpload } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { FigureTable } from '../ui/figure-table.js';
import { DoneNote } from '../ui/done-note.js';
import { ShortText } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';

type Columns = Schemas['BankColumnsDto'];
type Part = keyof Columns;
type Chosen = Readonly<Record<Part, string>>;

const parts = [
  'dayColumn',
  'inColumn',
  'outColumn',
  'nameColumn',
  'kindColumn',
  'referenceColumn',
] as const satisfies readonly Part[];
const needed: readonly Part[] = ['dayColumn', 'inColumn', 'outColumn'];
const none: Chosen = {
  dayColumn: '',
  inColumn: '',
  outColumn: '',
  nameColumn: '',
  kindColumn: '',
  referenceColumn: '',
};

const columnsOf = (chosen: Chosen): Columns =>
  Object.fromEntries(
    parts.flatMap((part) => (chosen[part] === '' ? [] : [[part, chosen[part]]])),
  ) as unknown as Columns;

/** Which column of a bank's list is what: chosen by the list itself, looked at, and kept with a name. */
export function MapColumns({
  file,
  isBusy,
  onLook,
}: {
  readonly file: File;
  /** The file is read or taken over just now. */
  readonly isBusy: boolean;
  readonly onLook: (columns: Columns) => void;
}) {
  const { texts } = useApp();
  const { form: t } = texts.payments;
  const example = useUpload('/bank-forms/previews');
  const keep = useAct('post', '/bank-forms');
  const [shown, setShown] = useState<Schemas['BankExampleDto'] | null>(null);
  const [chosen, setChosen] = useState<Chosen>(none);
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [kept, setKept] = useState<string | null>(null);
  const read = useEffectEvent(() => {
    void example.send({ fields: {}, file }).then((seen) => seen && setShown(seen));
  });
  useEffect(() => read(), []);
  if (!shown) return <ProblemNote error={example.error} />;
  const isWhole = needed.every((part) => chosen[part] !== '');
  return (
    <Stack gap="sm">
      <h3 className={style.sub}>{t.title}</h3>
      <p className={style.hint}>{t.lead}</p>
      <Example of={shown} />
      {parts.map((part) => (
        <NativeSelect
          key={part}
          label={t.parts[part]}
          value={chosen[part]}
          onChange={(event) => {
            setKept(null);
            setChosen({ ...chosen, [part]: event.currentTarget.value });
          }}
          data={[
            { value: '', label: needed.includes(part) ? t.choose : t.noColumn },
            ...[...new Set(shown.headings)]
              .filter((heading) => heading !== '')
              .map((value) => ({ value, label: value })),
          ]}
          error={tried && needed.includes(part) && chosen[part] === '' ? t.columnNeeded : undefined}
        />
      ))}
      <div>
        <Button
          variant="default"
          loading={isBusy}
          onClick={() => {
            setTried(true);
            if (isWhole) onLook(columnsOf(chosen));
          }}
        >
          {t.look}
        </Button>
      </div>
      <ShortText
        label={t.name}
        description={t.nameHint}
        most={60}
        value={name}
        onChange={setName}
        error={tried && isWhole && name.trim() === '' ? t.nameNeeded : undefined}
      />
      <ProblemNote error={keep.error} />
      <div>
        <Button
          variant="default"
          loading={keep.pending}
          onClick={() => {
            setTried(true);
            const sent = name.trim();
            if (isWhole && sent !== '')
              void keep.send({ body: { ...columnsOf(chosen), name: sent } }).then((done) => done && setKept(sent));
          }}
        >
          {t.keep}
        </Button>
      </div>
      <DoneNote>{kept === null ? null : t.kept(kept)}</DoneNote>
    </Stack>
  );
}

function Example({ of: { headings, rows } }: { readonly of: Schemas['BankExampleDto'] }) {
  const { texts } = useApp();
  const { form: t } = texts.payments;
  return (
    <FigureTable
      scrolls
      label={t.title}
      rows={rows}
      keyOf={({ line }) => line}
      columns={headings.map((heading, at) => ({
        key: `${at} ${heading}`,
        name: heading,
        className: style.nowrap,
        cell: ({ cells }: (typeof rows)[number]) => cells[at] ?? '',
      }))}
    />
  );
}
