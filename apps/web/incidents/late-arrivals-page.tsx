import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { ListTools } from '../lists/list-tools.js';
import { useKeptList } from '../lists/use-kept-list.js';
import { queryOf, useListView } from '../lists/use-list-view.js';
import { oldestFirst } from '../lists/use-order.js';
import { ViewNote } from '../lists/view-note.js';
import { useAct, useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { RowActs } from '../ui/list/row-acts.js';
import { ListCount, Views } from '../ui/list/views.js';
import { Page } from '../ui/page.js';
import { Status, toneOfCase } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Arrival = Schemas['LateArrivalDto'];

const lists = ['waiting', 'noted'] as const;

const byTime = oldestFirst('at');

/** Expenses and facts that reached cases which had ended: the desk calls and notes what was done. */
export function LateArrivalsPage() {
  const { texts } = useApp();
  const t = texts.arrivals;
  const isDesk = useUser().roles.includes('support');
  // beside the list: a colleague may note it first, and its row goes
  const [noting, setNoting] = useState<string | null>(null);
  const view = useListView('arrivals', useSearch({ from: '/late-arrivals' }));
  const asked = lists.find((list) => list === view.search.list) ?? 'waiting';
  const kept = useKeptList(view, useColumns(asked, isDesk ? setNoting : null), byTime);
  const query = { list: asked, sort: kept.sort };
  const list = useList('/late-arrivals', { query }, { enabled: view.isKnown });
  return (
    <Page
      width="wide"
      title={t.title}
      beside={
        <>
          {list.items && <ListCount of={list.items.length} isMore={list.hasNextPage} />}
          <Views
            at={view.view?.id ?? asked}
            label={t.list}
            of={[
              ...lists.map((key) => ({ key, name: t.lists[key], to: '/late-arrivals', search: { list: key } })),
              ...view.views.map(({ id, name }) => ({ key: id, name, to: '/late-arrivals', search: { view: id } })),
            ]}
          />
        </>
      }
      aside={
        list.items && (
          <ListTools
            list="arrivals"
            conditions={queryOf(query)}
            columns={kept.keys}
            unseen={asked === 'waiting' ? ['noted'] : []}
            view={{ ...view, search: { ...view.search, list: asked } }}
          />
        )
      }
    >
      <ViewNote of={view} />
      <p className={style.hint}>{t.lead}</p>
      {asked === 'waiting' && <p className={style.hint}>{isDesk ? t.call : t.deskCalls}</p>}
      <Listed
        of={list}
        none={t.none[asked]}
        label={t.lists[asked]}
        columns={kept.columns}
        sort={kept.heading}
        keyOf={({ id }) => id}
        nameOf={({ caseNumber }) => caseNumber}
      />
      {noting !== null && <NoteArrival key={noting} of={noting} onClose={() => setNoting(null)} />}
    </Page>
  );
}

function useColumns(asked: (typeof lists)[number], onNote: ((id: string) => void) | null): readonly Column<Arrival>[] {
  const { texts, format, say, language } = useApp();
  const t = texts.arrivals;
  const what = ({ kind, expenses, claimed, facts }: Arrival): string =>
    kind === 'expenses'
      ? t.expenses(format.count(expenses), format.yen(claimed))
      : t.facts(facts.map(say).join(language === 'ja' ? '、' : ', '));
  const noted = (arrival: Arrival): string =>
    arrival.noted ? t.noted(format.moment(arrival.noted.at), arrival.noted.byName, arrival.noted.note) : '－';
  const institution = ({ institutionName }: Arrival): string => institutionName ?? texts.cases.notMatched;
  const acts: Column<Arrival> = {
    key: 'acts',
    name: texts.cases.actions,
    width: 168,
    cell: (arrival) => onNote && <RowActs of={[{ name: t.note, press: 'n', run: () => onNote(arrival.id) }]} />,
  };
  return [
    {
      key: 'at',
      sort: 'at',
      name: t.arrivedAt,
      width: 160,
      cell: ({ at }) => format.moment(at),
      whole: ({ at }) => format.moment(at),
    },
    {
      key: 'case',
      name: t.case,
      width: 192,
      cell: ({ incidentId, caseNumber }) => (
        <Link to="/cases/$id" params={{ id: incidentId }} data-row>
          {caseNumber}
        </Link>
      ),
    },
    { key: 'institution', name: t.institution, width: 192, cell: institution, whole: institution },
    {
      key: 'state',
      name: t.state,
      width: 136,
      cell: ({ state, stateName }) => <Status tone={toneOfCase(state)}>{say(stateName)}</Status>,
      whole: ({ stateName }) => say(stateName),
    },
    { key: 'what', name: t.what, cell: what, whole: what },
    ...(asked === 'noted' ? [{ key: 'noted', name: t.notedBy, width: 304, cell: noted, whole: noted }] : []),
    ...(asked === 'waiting' && onNote ? [acts] : []),
  ];
}

function NoteArrival({ of: id, onClose }: { readonly of: string; readonly onClose: () => void }) {
  const t = useApp().texts.arrivals;
  const act = useAct('post', '/late-arrivals/{id}/notes');
  return (
    <ActDialog
      onClose={onClose}
      title={t.note}
      lead={t.noteLead}
      label={t.noteLabel}
      keep={`late-arrival ${id}`}
      doing={act}
      send={(note) => act.send({ path: { id }, body: { note } })}
    />
  );
}
