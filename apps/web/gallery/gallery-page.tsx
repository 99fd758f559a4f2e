import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { yen } from '#kernel';
import { useApp } from '../text/use-text.js';
import { Countdown } from '../ui/countdown.js';
import type { Column } from '../ui/list/columns.js';
import { Filters } from '../ui/list/filters.js';
import { List } from '../ui/list/list.js';
import { SelectionBar } from '../ui/list/selection-bar.js';
import { useSelection } from '../ui/list/use-selection.js';
import { ListCount } from '../ui/list/views.js';
import { Facts, Page } from '../ui/page.js';
import { OpeningSection, Sections } from '../ui/section.js';
import { Status, type Tone } from '../ui/status.js';
import style from './gallery.module.css';

/** The parts of which pages are made, in their states: what docs/design.md shows. */
export function GalleryPage() {
  const t = useApp().texts.gallery;
  return (
    <Page title={t.title} width="wide">
      <div className={style.parts}>
        <Part name={t.states}>
          <States />
        </Part>
        <Part name={t.promises}>
          <Promises />
        </Part>
        <Part name={t.buttons}>
          <Buttons />
        </Part>
        <Part name={t.type}>
          <Type />
        </Part>
        <Part name={t.tones}>
          <Tones />
        </Part>
        <Part name={t.spaces}>
          <Spaces />
        </Part>
      </div>
      <Part name={t.sections}>
        <Sections label={t.sections}>
          {(['first', 'second'] as const).map((one) => (
            <OpeningSection key={one} id={one} title={t.section[one].title} news={t.section[one].news}>
              <p>{t.section[one].content}</p>
            </OpeningSection>
          ))}
        </Sections>
      </Part>
      <Part name={t.list}>
        <Lines />
      </Part>
    </Page>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className={style.part} aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

const tones: readonly Tone[] = ['new', 'working', 'waiting', 'good', 'warn', 'bad'];

function States() {
  const t = useApp().texts.gallery;
  return (
    <Facts
      of={tones.map((tone) => [
        t.meaning[tone],
        <Status key={tone} tone={tone}>
          {t.example[tone]}
        </Status>,
      ])}
    />
  );
}

const minute = 60_000;
const hour = 60 * minute;

function Promises() {
  const [now] = useState(() => Date.now());
  const at = (ms: number): string => new Date(now + ms).toISOString();
  const spans: readonly (readonly [number, number])[] = [
    [-90 * 24 * hour, 4 * 24 * hour],
    [-2 * hour, 2.5 * hour],
    [-2 * hour, 12 * minute],
    [-3 * hour, -hour - minute],
  ];
  return (
    <div className={style.line}>
      {spans.map(([from, to]) => (
        <Countdown key={to} from={at(from)} to={at(to)} />
      ))}
    </div>
  );
}

function Buttons() {
  const t = useApp().texts.gallery;
  return (
    <div className={style.line}>
      <Button>
        {t.act}&nbsp;<kbd>a</kbd>
      </Button>
      <Button variant="default">
        {t.otherAct}&nbsp;<kbd>q</kbd>
      </Button>
      <Button variant="default" aria-disabled>
        {t.notYet}
      </Button>
      <Button color="red">{t.against}</Button>
      <a href="#content">{t.link}</a>
    </div>
  );
}

const sizes = ['t12', 't14', 't16', 't20', 't24', 't32'] as const;

function Type() {
  const t = useApp().texts.gallery;
  return sizes.map((size) => (
    <p key={size} style={{ fontSize: `var(--${size})` }}>
      {size.slice(1)}　{t.sizes[size]}
    </p>
  ));
}

const grounds = [
  ['--good-ground', '--good'],
  ['--warn-ground', '--warn'],
  ['--bad-ground', '--bad'],
  ['--selected', '--accent'],
  ['--inner', '--text'],
  ['--ground', '--text-3'],
] as const;

function Tones() {
  const t = useApp().texts.gallery;
  return (
    <div className={style.tones}>
      {grounds.map(([ground, text]) => (
        <p key={ground} style={{ background: `var(${ground})`, color: `var(${text})` }}>
          {t.grounds[ground]}
        </p>
      ))}
    </div>
  );
}

function Spaces() {
  return (
    <div className={style.line}>
      {[1, 2, 3, 4, 5, 6, 8].map((step) => (
        <span key={step}>
          <i className={style.space} style={{ width: `var(--s${step})`, height: `var(--s${step})` }} />
          {step * 4}
        </span>
      ))}
    </div>
  );
}

interface Example {
  readonly id: string;
  readonly name: string;
  readonly claimed: number;
  readonly tone: Tone;
}

const claimed = [300_000, 480_000, 1_680_800, 2_640_000, 550_000, 762_000];

function Lines() {
  const { texts, format } = useApp();
  const t = texts.gallery;
  const [chosen, setChosen] = useState<string>();
  const rows = tones.map((tone, at): Example => ({ id: tone, name: t.row(at + 1), claimed: claimed[at] ?? 0, tone }));
  const shown = chosen ? rows.filter(({ tone }) => tone === chosen) : rows;
  const selection = useSelection(shown, ({ id }) => id, chosen ?? 'all');
  const columns: readonly Column<Example>[] = [
    {
      key: 'name',
      name: t.institution,
      cell: ({ name }) => (
        <a href="#content" data-row>
          {name}
        </a>
      ),
    },
    {
      key: 'claimed',
      name: texts.list.yenUnit(texts.expenses.claimed),
      width: 136,
      numeric: true,
      cell: (row) => format.amount(yen(row.claimed)),
    },
    {
      key: 'state',
      name: texts.expenses.state,
      width: 168,
      cell: (row) => <Status tone={row.tone}>{t.example[row.tone]}</Status>,
    },
  ];
  return (
    <>
      <ListCount of={shown.length} yen={shown.map((row) => yen(row.claimed))} />
      <Filters
        of={[
          {
            key: 'tone',
            name: texts.expenses.state,
            options: tones.map((value) => ({ value, label: t.example[value] })),
          },
        ]}
        chosen={{ tone: chosen }}
        onChange={(_, value) => setChosen(value)}
      />
      <List
        label={t.list}
        columns={columns}
        rows={shown}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        groupOf={({ tone }) => ({ key: tone, title: t.meaning[tone] })}
        yenOf={(row) => yen(row.claimed)}
        selection={selection}
        peek={(row) => <Facts of={[[t.institution, row.name]]} />}
      />
      <SelectionBar of={selection} sums={[{ name: texts.expenses.claimed, yenOf: (row) => yen(row.claimed) }]}>
        <Button>{t.act}</Button>
      </SelectionBar>
    </>
  );
}
