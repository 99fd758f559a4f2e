import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Asked } from '../api/api.js';
import { ListTools } from '../lists/list-tools.js';
import { SavedViews } from '../lists/saved-views.js';
import { useKeptList } from '../lists/use-kept-list.js';
import { queryOf, useListView } from '../lists/use-list-view.js';
import { oldestFirst } from '../lists/use-order.js';
import { ViewNote } from '../lists/view-note.js';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Also, Filters } from '../ui/list/filters.js';
import { Listed } from '../ui/list/listed.js';
import { useGroups } from '../ui/list/use-groups.js';
import { ListCount } from '../ui/list/views.js';
import { Page } from '../ui/page.js';
import style from '../ui/ui.module.css';
import { OpeningSupport, OpenSupport, SupportState, SupportText, type SupportRequest } from './support-requests.js';

const bySince = oldestFirst('since');

/** All requests for emergency support; what waits for a person is opened from its row. */
export function SupportPage() {
  const { texts, say } = useApp();
  const t = texts.desk;
  const navigate = useNavigate({ from: '/support' });
  // beside the list: a colleague may open it first, and its button goes
  const [opening, setOpening] = useState<SupportRequest | null>(null);
  const view = useListView('support', useSearch({ from: '/support' }));
  const kept = useKeptList(view, useColumns(setOpening), bySince);
  const { search } = view;
  const { state, commonCauseId, group } = search;
  const query = { state, commonCauseId, sort: kept.sort };
  const list = useList('/support-requests', { query } as Asked<'/support-requests'>, { enabled: view.isKnown });
  const filter = (next: Readonly<Record<string, string | undefined>>): void =>
    void navigate({ search: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) });
  const groups = useGroups<SupportRequest, 'state'>(
    {
      state: (request) => ({
        key: request.state,
        title: say({ textJa: request.stateJa, textEn: request.stateEn }),
      }),
    },
    group,
    (way) => filter({ ...search, group: way }),
  );
  return (
    <Page
      width="wide"
      title={t.supportTitle}
      beside={
        <>
          {list.items && <ListCount of={list.items.length} isMore={list.hasNextPage} />}
          <SavedViews of={view} to="/support" />
        </>
      }
      aside={list.items && <ListTools list="support" conditions={queryOf(query)} columns={kept.keys} view={view} />}
    >
      <ViewNote of={view} />
      <p className={style.hint}>{t.supportLead}</p>
      <Filters
        of={[
          {
            key: 'state',
            name: texts.cases.state,
            options: Object.entries(t.supportStates).map(([value, label]) => ({ value, label })),
          },
        ]}
        chosen={{ state }}
        onChange={(_, value) => filter({ ...search, state: value })}
      >
        {groups.choice}
        {commonCauseId && (
          <Also
            of={[{ key: 'commonCauseId', words: texts.cases.ofCommonCause }]}
            onRemove={() => filter({ ...search, commonCauseId: undefined })}
          />
        )}
      </Filters>
      <Listed
        groups={groups.groupsOf}
        of={list}
        none={state || commonCauseId ? t.supportNone : t.supportEmpty}
        label={t.supportTitle}
        columns={kept.columns}
        sort={kept.heading}
        keyOf={({ id }) => id}
        nameOf={({ caseNumber, serviceJa }) => `${caseNumber}　${serviceJa}`}
        peek={(request) => <RequestPeek of={request} onOpen={setOpening} />}
      />
      {opening && <OpeningSupport key={opening.id} of={opening} onClose={() => setOpening(null)} />}
    </Page>
  );
}

function useColumns(onOpen: (request: SupportRequest) => void): readonly Column<SupportRequest>[] {
  const { texts, format, say } = useApp();
  const t = texts.desk;
  const opens = useUser().roles.includes('support');
  const service = (request: SupportRequest): string => say({ textJa: request.serviceJa, textEn: request.serviceEn });
  const institution = (request: SupportRequest): string => request.institutionName ?? texts.cases.notMatched;
  const acts: Column<SupportRequest> = {
    key: 'acts',
    name: texts.cases.actions,
    width: 152,
    cell: (request) => <OpenSupport of={request} onOpen={onOpen} />,
  };
  return [
    {
      key: 'since',
      sort: 'since',
      name: t.since,
      width: 160,
      cell: ({ createdAt }) => format.moment(createdAt),
      whole: ({ createdAt }) => format.moment(createdAt),
    },
    {
      key: 'case',
      name: texts.cases.caseNumber,
      width: 192,
      cell: ({ incidentId, caseNumber }) => (
        <Link to="/cases/$id" params={{ id: incidentId }} data-row>
          {caseNumber}
        </Link>
      ),
    },
    { key: 'institution', name: texts.cases.institution, width: 208, cell: institution, whole: institution },
    { key: 'service', name: t.service, cell: service, whole: service },
    {
      key: 'state',
      name: texts.cases.state,
      width: 232,
      cell: (request) => <SupportState of={request} />,
      whole: ({ stateJa, stateEn }) => say({ textJa: stateJa, textEn: stateEn }),
    },
    ...(opens ? [acts] : []),
  ];
}

/** A request beside its list: why it stands as it does. */
function RequestPeek({
  of: request,
  onOpen,
}: {
  readonly of: SupportRequest;
  readonly onOpen: (request: SupportRequest) => void;
}) {
  const { texts, say } = useApp();
  return (
    <>
      <h2 className={style.sub}>{say({ textJa: request.serviceJa, textEn: request.serviceEn })}</h2>
      <p className={style.hint}>
        <Link to="/cases/$id" params={{ id: request.incidentId }}>
          {request.caseNumber}
        </Link>
        {'　'}
        {request.institutionName ?? texts.cases.notMatched}
      </p>
      <SupportState of={request} />
      <SupportText of={request} />
      <OpenSupport of={request} onOpen={onOpen} />
    </>
  );
}
