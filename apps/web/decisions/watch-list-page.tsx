import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { ShortText } from '../ui/fields.js';
import type { Column } from '../ui/list/columns.js';
import { List } from '../ui/list/list.js';
import { More } from '../ui/more.js';
import { Page, Section } from '../ui/page.js';
import { faultsOf, ProblemNote } from '../ui/problem.js';
import { Shown } from '../ui/shown.js';
import { Status } from '../ui/status.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { useKept } from '../ui/use-kept.js';

type Entry = Schemas['WatchEntryDto'];

/** Watched names, newest first, with those that were removed; entered and removed by administrators. */
export function WatchListPage() {
  const { texts } = useApp();
  const t = texts.screening;
  const list = useList('/watch-entries', { query: { limit: 100 } });
  const [removing, setRemoving] = useState<Entry | null>(null);
  const columns = useColumns(setRemoving);
  return (
    <Page title={t.list}>
      <p className={style.hint}>{t.listLead}</p>
      <Section title={t.add}>
        <AddName />
      </Section>
      <Section title={t.list}>
        <Shown of={{ ...list, data: list.items }}>
          {(entries) =>
            entries.length === 0 ? (
              <p>{t.listNone}</p>
            ) : (
              <List
                label={t.list}
                columns={columns}
                rows={entries}
                keyOf={({ id }) => id}
                nameOf={({ name }) => name}
                enters={({ name, removedAt }) => (removedAt === null ? t.removeWhom(name) : null)}
              />
            )
          }
        </Shown>
        <More of={list} label={texts.shell.more} />
      </Section>
      {removing && <Remove key={removing.id} of={removing} onClose={() => setRemoving(null)} />}
    </Page>
  );
}

function useColumns(onRemove: (entry: Entry) => void): readonly Column<Entry>[] {
  const { texts, format } = useApp();
  const t = texts.screening;
  return [
    { key: 'name', name: t.name, cell: ({ name }) => name, whole: ({ name }) => name },
    { key: 'source', name: t.source, width: 280, cell: ({ source }) => source, whole: ({ source }) => source },
    { key: 'entered', name: t.enteredAt, width: 160, cell: ({ enteredAt }) => format.day(enteredAt) },
    {
      key: 'state',
      name: t.watchState,
      width: 216,
      cell: ({ removedAt }) =>
        removedAt === null ? (
          <Status tone="working">{t.watched}</Status>
        ) : (
          <Status tone="new">{t.removed(format.day(removedAt))}</Status>
        ),
    },
    {
      key: 'acts',
      name: texts.cases.actions,
      width: 176,
      cell: (entry) =>
        entry.removedAt === null && (
          <Button
            size="compact-sm"
            variant="default"
            data-row
            aria-label={t.removeWhom(entry.name)}
            onClick={() => onRemove(entry)}
          >
            {t.remove}
          </Button>
        ),
    },
  ];
}

interface Typed {
  readonly name: string;
  readonly kana: string;
  readonly source: string;
}
const blank: Typed = { name: '', kana: '', source: '' };
const longest = 200;

function AddName() {
  const { texts, say } = useApp();
  const t = texts.screening;
  const tell = useNotice();
  const act = useAct('post', '/watch-entries');
  const form = useKept<Typed>('watch name', blank);
  const { name, kana, source } = form.value;
  const change = (more: Partial<Typed>): void => form.change({ ...form.value, ...more });
  const [asked, setAsked] = useState(false);
  const check = checks(texts.common);
  const faults = {
    name: check.text(longest)(name),
    kana: check.shortOrNone(longest)(kana),
    source: check.text(longest)(source),
  };
  const told = faultsOf(act.error, say);
  const fault = (field: keyof Typed): string | null | undefined =>
    asked ? (faults[field] ?? told[`/names/0/${field}`]) : undefined;
  const send = async (): Promise<void> => {
    setAsked(true);
    if (Object.values(faults).some((one) => one !== null)) return;
    const entry = { name: name.trim(), source: source.trim(), ...(kana.trim() === '' ? {} : { kana: kana.trim() }) };
    const done = await act.send({ body: { names: [entry] } }, () => {
      form.clear();
      setAsked(false);
    });
    if (done) tell(t.added);
  };
  return (
    <form
      noValidate
      aria-label={t.add}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={style.grid}>
        <ShortText
          label={t.name}
          most={longest}
          value={name}
          onChange={(typed) => change({ name: typed })}
          error={fault('name')}
        />
        <ShortText
          label={`${t.kana}（${texts.common.optional}）`}
          description={t.kanaHint}
          most={longest}
          value={kana}
          onChange={(typed) => change({ kana: typed })}
          error={fault('kana')}
        />
        <ShortText
          label={t.source}
          most={longest}
          value={source}
          onChange={(typed) => change({ source: typed })}
          error={fault('source')}
        />
      </div>
      <ProblemNote error={act.error} shown={['/names/0/name', '/names/0/kana', '/names/0/source']} />
      <Button type="submit" mt="sm" loading={act.pending}>
        {t.add}
      </Button>
    </form>
  );
}

function Remove({ of: entry, onClose }: { readonly of: Entry; readonly onClose: () => void }) {
  const { texts } = useApp();
  const t = texts.screening;
  const tell = useNotice();
  const act = useAct('post', '/watch-entries/{id}/removals');
  return (
    <ActDialog
      onClose={onClose}
      title={t.remove}
      lead={t.removeLead(entry.name)}
      reason="none"
      doing={act}
      send={() => act.send({ path: { id: entry.id } }, () => tell(t.removedDone))}
    />
  );
}
