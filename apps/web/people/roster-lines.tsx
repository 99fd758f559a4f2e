import type { Schemas } from '../api/api.js';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { count } from '#kernel';
import { useAct, useList } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status } from '../ui/status.js';

type Line = Schemas['RosterLine'];

interface LinesOf {
  readonly since: string;
  readonly mayEnd: (line: Line) => boolean;
  readonly onEnded: () => void;
}

export function RosterLines({ since, mayEnd, onEnded }: LinesOf) {
  const { texts } = useApp();
  const t = texts.staffing;
  const list = useList('/rosters', { query: { notOverAt: since } });
  const ends = list.items?.some(mayEnd) ?? false;
  // beside the list: a colleague may end it first, and its row changes
  const [ending, setEnding] = useState<Line | null>(null);
  const columns = useColumns();
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
      <Listed
        of={list}
        none={t.noLines}
        label={t.lines}
        columns={ends ? [...columns, acts] : columns}
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
