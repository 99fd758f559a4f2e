import { Button, NativeSelect, Radio, Stack } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { count } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useAct, useUpload } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { FigureTable } from '../ui/figure-table.js';
import { DoneNote } from '../ui/done-note.js';
import { ShortText } from '../ui/fields.js';
import { ProblemNote } from '../ui/problem.js';
import style from '../ui/ui.module.css';

type Columns = Schemas['BankColumnsDto'];
type Part = Exclude<keyof Columns, 'inWords' | 'outWords'>;
type Way = 'in' | 'out';
type Seen = Schemas['BankExampleDto'];

/** How the amounts of a list are written, and the columns that say so. */
const amountParts = {
  two: ['inColumn', 'outColumn'],
  word: ['amountColumn', 'directionColumn'],
  sign: ['amountColumn'],
} as const satisfies Readonly<Record<string, readonly Part[]>>;
type Amounts = keyof typeof amountParts;
const others = ['nameColumn', 'kindColumn', 'referenceColumn'] as const satisfies readonly Part[];

interface Chosen {
  readonly amounts: Amounts;
  readonly columns: Readonly<Partial<Record<Part, string>>>;
  readonly words: Readonly<Record<string, Way>>;
}

function chosenOf(form: Columns | null): Chosen {
  const { inWords = [], outWords = [], ...columns }: Partial<Columns> = form ?? {};
  const all = [...inWords.map((word) => [word, 'in'] as const), ...outWords.map((word) => [word, 'out'] as const)];
  return {
    amounts: columns.directionColumn ? 'word' : columns.amountColumn ? 'sign' : 'two',
    columns,
    words: Object.fromEntries(all),
  };
}

const neededOf = ({ amounts }: Chosen): readonly Part[] => ['dayColumn', ...amountParts[amounts]];

/** The words to be told apart: those of the example, and those that were told before. */
function wordsOf({ columns: { directionColumn }, words }: Chosen, seen: Seen): readonly (readonly [string, number])[] {
  const found = seen.words.find(({ heading }) => heading === directionColumn)?.words ?? [];
  const there = new Set(found.map(({ word }) => word));
  return [
    ...found.map(({ word, count: times }) => [word, times] as const),
    ...Object.keys(words).flatMap((word) => (there.has(word) ? [] : [[word, 0] as const])),
  ];
}

/** null: something is not chosen yet. */
function columnsOf(chosen: Chosen, seen: Seen): Columns | null {
  const parts = [...neededOf(chosen), ...others].flatMap((part) =>
    chosen.columns[part] ? [[part, chosen.columns[part]] as const] : [],
  );
  const columns = Object.fromEntries(parts) as Partial<Columns>;
  const { dayColumn } = columns;
  if (dayColumn === undefined || neededOf(chosen).some((part) => columns[part] === undefined)) return null;
  if (chosen.amounts !== 'word') return { ...columns, dayColumn };
  const words = wordsOf(chosen, seen).map(([word]) => word);
  if (words.some((word) => chosen.words[word] === undefined)) return null;
  const meaning = (way: Way): string[] => words.filter((word) => chosen.words[word] === way);
  return { ...columns, dayColumn, inWords: meaning('in'), outWords: meaning('out') };
}

/** Which column of a bank's list is what: chosen by the list itself, looked at, and kept with a name. */
export function MapColumns({
  file,
  from,
  isBusy,
  onLook,
}: {
  readonly file: File;
  /** The form by which the file was read, where it is assigned anew. */
  readonly from: Schemas['BankFormDto'] | null;
  /** The file is read or taken over just now. */
  readonly isBusy: boolean;
  readonly onLook: (columns: Columns) => void;
}) {
  const { texts } = useApp();
  const { form: t } = texts.payments;
  const example = useUpload('/bank-forms/previews');
  const keep = useAct('post', '/bank-forms');
  const [seen, setSeen] = useState<Seen | null>(null);
  const [chosen, setChosen] = useState(() => chosenOf(from));
  const [name, setName] = useState(from?.name ?? '');
  const [tried, setTried] = useState(false);
  const [kept, setKept] = useState<string | null>(null);
  const read = useEffectEvent(() => {
    void example.send({ fields: {}, file }).then((found) => found && setSeen(found));
  });
  useEffect(() => read(), []);
  if (!seen) return <ProblemNote error={example.error} />;
  const columns = columnsOf(chosen, seen);
  return (
    <Stack gap="sm">
      <h3 className={style.sub}>{t.title}</h3>
      <p className={style.hint}>{t.lead}</p>
      <Example of={seen} />
      <Assigning
        of={chosen}
        seen={seen}
        tried={tried}
        onChange={(next) => {
          setKept(null);
          setChosen(next);
        }}
      />
      <div>
        <Button
          variant="default"
          loading={isBusy}
          onClick={() => {
            setTried(true);
            if (columns) onLook(columns);
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
        error={tried && columns && name.trim() === '' ? t.nameNeeded : undefined}
      />
      <ProblemNote error={keep.error} />
      <div>
        <Button
          variant="default"
          loading={keep.pending}
          onClick={() => {
            setTried(true);
            const sent = name.trim();
            if (columns && sent !== '')
              void keep.send({ body: { ...columns, name: sent } }).then((done) => done && setKept(sent));
          }}
        >
          {t.keep}
        </Button>
      </div>
      <DoneNote>{kept === null ? null : t.kept(kept)}</DoneNote>
    </Stack>
  );
}

interface Assigned {
  readonly of: Chosen;
  readonly seen: Seen;
  readonly tried: boolean;
  readonly onChange: (chosen: Chosen) => void;
}

function Assigning({ of: chosen, seen, tried, onChange }: Assigned) {
  const { texts } = useApp();
  const { form: t } = texts.payments;
  const column = (part: Part) => {
    const isNeeded = neededOf(chosen).includes(part);
    const headings = part === 'directionColumn' ? seen.words.map(({ heading }) => heading) : seen.headings;
    return (
      <NativeSelect
        key={part}
        label={t.parts[part]}
        description={part === 'directionColumn' ? t.directionHint : undefined}
        value={chosen.columns[part] ?? ''}
        onChange={(event) => {
          const columns = { ...chosen.columns, [part]: event.currentTarget.value };
          onChange({ ...chosen, columns, ...(part === 'directionColumn' ? { words: {} } : {}) });
        }}
        data={[
          { value: '', label: isNeeded ? t.choose : t.noColumn },
          ...[...new Set(headings)].flatMap((value) => (value === '' ? [] : [{ value, label: value }])),
        ]}
        error={tried && isNeeded && !chosen.columns[part] ? t.columnNeeded : undefined}
      />
    );
  };
  return (
    <>
      {column('dayColumn')}
      <Radio.Group
        label={t.amounts}
        value={chosen.amounts}
        onChange={(amounts) => onChange({ ...chosen, amounts: amounts as Amounts })}
      >
        {(['two', 'word', 'sign'] as const).map((amounts) => (
          <Radio key={amounts} mt="xs" value={amounts} label={t.amountsAs[amounts]} />
        ))}
      </Radio.Group>
      {amountParts[chosen.amounts].map(column)}
      {chosen.amounts === 'word' && <DirectionWords of={chosen} seen={seen} tried={tried} onChange={onChange} />}
      {others.map(column)}
    </>
  );
}

/** Each word that says which way the money went, and which way that is. */
function DirectionWords({ of: chosen, seen, tried, onChange }: Assigned) {
  const { texts } = useApp();
  const { form: t } = texts.payments;
  const words = wordsOf(chosen, seen);
  if (words.length === 0) return null;
  return (
    <>
      {words.map(([word, times]) => (
        <Radio.Group
          key={word}
          label={t.wordAsked(word, count(times))}
          value={chosen.words[word] ?? ''}
          onChange={(way) => onChange({ ...chosen, words: { ...chosen.words, [word]: way as Way } })}
          error={tried && chosen.words[word] === undefined ? t.wordNeeded : undefined}
        >
          <div className={style.row}>
            {(['in', 'out'] as const).map((way) => (
              <Radio key={way} mt="xs" value={way} label={t.ways[way]} />
            ))}
          </div>
        </Radio.Group>
      ))}
      <p className={style.hint}>{t.wordsHint}</p>
    </>
  );
}

function Example({ of: { headings, rows } }: { readonly of: Seen }) {
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
