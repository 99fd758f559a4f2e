import type { Schemas } from '../api/api.js';
import { Button } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { count } from '#kernel';
import { ListTools } from '../lists/list-tools.js';
import { SavedViews } from '../lists/saved-views.js';
import { useKeptList } from '../lists/use-kept-list.js';
import { queryOf, useListView } from '../lists/use-list-view.js';
import { oldestFirst } from '../lists/use-order.js';
import { ViewNote } from '../lists/view-note.js';
import { useAct, useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Line = Schemas['RosterLine'];

interface LinesOf {
  readonly since: string;
  readonly mayEnd: (line: Line) => boolean;
  readonly onEnded: () => void;
}

const byBeginning = oldestFirst('from');

export function RosterLines({ since, mayEnd, onEnded }: LinesOf) {
  const { texts } = useApp();
  const t = texts.staffing;
  // beside the list: a colleague may end it first, and its row changes
  const [ending, setEnding] = useState<Line | null>(null);
  const view = useListView('rosters', useSearch({ from: '/rosters' }));
  const kept = useKeptList(view, useColumns(), byBeginning);
  const query = { notOverAt: since, sort: kept.sort };
  const list = useList('/rosters', { query }, { enabled: view.isKnown });
  const ends = list.items?.some(mayEnd) ?? false;
  const acts: Column<Line> = {
    key: 'acts',
    name: texts.cases.actions,
    width: 120,
    cell: (line) =>
      mayEnd(line) &&
      line.endedAt === null && (
        <Button size="compact-sm" variant="default" data-row onClick={() => setEnding(line)}>
          {t.end}
        </Button>
      ),
  };
  return (
    <>
      <div className={style.row}>
        <SavedViews of={view} to="/rosters" />
        {list.items && <ListTools list="rosters" conditions={queryOf(query)} columns={kept.keys} view={view} />}
      </div>
      <ViewNote of={view} />
      <Listed
        of={list}
        none={t.noLines}
        label={t.lines}
        columns={ends ? [...kept.columns, acts] : kept.columns}
        sort={kept.heading}
        keyOf={({ id }) => id}
        nameOf={({ personName }) => personName}
        enters={() => null}
      />
      {ending && <End key={ending.id} of={ending} onClose={() => setEnding(null)} onEnded={onEnded} />}
    </>
  );
}

function useColumns(): readonly Column<Line>[] {
  const { texts, format } = useApp();
  const t = texts.staffing;
  const until = ({ fromAt, toAt, endedAt }: Line): string => {
    if (endedAt === null) return format.moment(toAt);
    return endedAt <= fromAt ? t.takenBack : t.endsEarly(format.moment(endedAt));
  };
  return [
    { key: 'person', name: t.person, cell: ({ personName }) => personName, whole: ({ personName }) => personName },
    {
      key: 'kind',
      name: t.kind,
      width: 120,
      cell: ({ kind }) => <Status tone={kind === 'on-call' ? 'working' : 'new'}>{t.kinds[kind]}</Status>,
    },
    {
      key: 'from',
      sort: 'from',
      name: t.from,
      width: 160,
      cell: ({ fromAt }) => format.moment(fromAt),
      whole: ({ fromAt }) => format.moment(fromAt),
    },
    { key: 'to', name: t.to, width: 224, cell: until, whole: until },
    {
      key: 'capacity',
      name: t.capacity,
      width: 128,
      numeric: true,
      cell: ({ kind, capacity }) => (kind === 'duty' ? t.capacityOf(format.count(count(capacity))) : '－'),
    },
    {
      key: 'by',
      name: t.enteredBy,
      width: 176,
      cell: ({ enteredByName }) => enteredByName,
      whole: ({ enteredByName }) => enteredByName,
    },
  ];
}

interface EndOf {
  readonly of: Line;
  readonly onClose: () => void;
  readonly onEnded: () => void;
}

function End({ of: line, onClose, onEnded }: EndOf) {
  const { texts } = useApp();
  const t = texts.staffing;
  const end = useAct('post', '/rosters/{id}/endings');
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t.end}
      lead={t.endLead(line.personName)}
      label={t.endReason}
      confirm={t.end}
      keep={`roster-end ${line.id}`}
      pending={end.pending}
      error={end.error}
      onConfirm={async (reason) => {
        if (!(await end.send({ path: { id: line.id }, body: { reason } }))) return false;
        onClose();
        onEnded();
        return true;
      }}
    />
  );
}
