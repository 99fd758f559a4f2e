import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Asked } from '../api/api.js';
import { ListTools } from '../lists/list-tools.js';
import { SavedViews } from '../lists/saved-views.js';
import { sortedBy, type Orders } from '../lists/sorted-by.js';
import { useShownKeys } from '../lists/use-list-columns.js';
import { queryOf, useListView } from '../lists/use-list-view.js';
import { ViewNote } from '../lists/view-note.js';
import { OutlookNotices } from '../notifications/outlook-notices.js';
import { useList } from '../shell/queries.js';
import { isInsurer, useUser } from '../shell/session.js';
import type { CasesText } from '../text/ja/cases.js';
import { useApp } from '../text/use-text.js';
import { ShortText } from '../ui/fields.js';
import { Also, Filters, Spans } from '../ui/list/filters.js';
import { useGroups } from '../ui/list/use-groups.js';
import { ListCount } from '../ui/list/views.js';
import { Page } from '../ui/page.js';
import { More } from '../ui/more.js';
import { Shown } from '../ui/shown.js';
import { checks } from '../ui/typed-values.js';
import style from '../ui/ui.module.css';
import { CaseTable, type Line } from './case-table.js';

const longestNumber = 40;
const byReport: Orders = { column: 'reported', up: 'oldest', down: 'newest', first: 'down' };

/** Cases by how bad they are, or by how far they are. */
function useCaseGroups(asked: string | undefined, onChange: (way: string | undefined) => void) {
  const { texts, say } = useApp();
  const t = texts.cases;
  const severities: Readonly<Record<string, string>> = t.words.severity;
  return useGroups<Line, 'severity' | 'state'>(
    {
      severity: ({ severity }) => ({
        key: severity ?? '',
        title: severity === null ? t.severityNotSet : (severities[severity] ?? severity),
      }),
      state: ({ state, stateJa, stateEn }) => ({ key: state, title: say({ textJa: stateJa, textEn: stateEn }) }),
    },
    asked,
    onChange,
  );
}

/** The list of cases; its filters stand in its address. */
export function CasesPage() {
  const { texts } = useApp();
  const t = texts.cases;
  const view = useListView('cases', useSearch({ from: '/cases' }));
  const { search } = view;
  const { group, ...query } = search;
  const navigate = useNavigate({ from: '/cases' });
  const inside = isInsurer(useUser());
  const list = useList('/incidents', { query } as Asked<'/incidents'>, { enabled: view.isKnown });
  // the rows of an earlier filter are of others
  const first = list.isPlaceholderData ? undefined : list.items?.[0];
  const columns = useShownKeys('cases', view.view?.columns);
  const filter = (more: Partial<typeof search>): void =>
    void navigate({
      search: Object.fromEntries(Object.entries({ ...search, ...more }).filter(([, value]) => value !== '')),
    });
  const groups = useCaseGroups(group, (way) => filter({ group: way ?? '' }));
  const [number, setNumber] = useState(search.caseNumber ?? '');
  return (
    <Page
      width="wide"
      title={texts.shell.cases}
      beside={
        <>
          {list.items && <ListCount of={list.items.length} isMore={list.hasNextPage} />}
          <SavedViews of={view} to="/cases" />
        </>
      }
      aside={list.items && <ListTools list="cases" conditions={queryOf(query)} columns={columns} view={view} />}
    >
      {!inside && <OutlookNotices />}
      <ViewNote of={view} />
      <Filters
        of={[
          {
            key: 'state',
            name: t.state,
            options: Object.entries(t.stateNames).map(([value, label]) => ({ value, label })),
          },
          ...(inside
            ? [
                {
                  key: 'severity',
                  name: t.severity,
                  options: [
                    ...Object.entries(t.words.severity).map(([value, label]) => ({ value, label })),
                    { value: 'not-set', label: t.severityNotSet },
                  ],
                },
              ]
            : []),
          ...(['coverageOutlook', 'supportOutlook'] as const).map((outlook) => ({
            key: outlook,
            name: t[outlook],
            options: Object.entries(t.words[outlook]).map(([value, label]) => ({ value, label })),
          })),
        ]}
        chosen={search}
        onChange={(key, value) => filter({ [key]: value ?? '' })}
      >
        {inside && groups.choice}
        <Spans
          of={[
            { keys: ['reportedFrom', 'reportedBefore'], name: t.reportedOn },
            { keys: ['contactedFrom', 'contactedBefore'], name: t.contactedOn },
          ]}
          chosen={search}
          onRemove={(keys) => filter(Object.fromEntries(keys.map((key) => [key, ''])))}
        />
        <Also
          of={[
            ...(search.callBack ? [{ key: 'callBack', words: t.callBackLate }] : []),
            ...(search.contacted ? [{ key: 'contacted', words: t.contactedLate }] : []),
            ...(search.commonCauseId ? [{ key: 'commonCauseId', words: t.ofCommonCause }] : []),
            ...(search.phase ? [{ key: 'phase', words: t.inPhase(phaseNamed(t.words.phase, search.phase)) }] : []),
            ...(search.institutionId
              ? [{ key: 'institutionId', words: ofInstitution(t, first?.institutionName) }]
              : []),
            ...(search.standing === 'open' ? [{ key: 'standing', words: t.standingOpen }] : []),
          ]}
          onRemove={(key) => filter({ [key]: '' })}
        />
        <form
          className={style.row}
          onSubmit={(event) => {
            event.preventDefault();
            if (checks(texts.common).shortOrNone(longestNumber)(number) === null) filter({ caseNumber: number.trim() });
          }}
        >
          <ShortText
            aria-label={t.filterNumber}
            placeholder={t.filterNumber}
            value={number}
            most={longestNumber}
            onChange={setNumber}
          />
          <Button type="submit" variant="default">
            {t.search}
          </Button>
        </form>
        {Object.keys(search).length > 0 && (
          <Button
            variant="default"
            onClick={() => {
              setNumber('');
              void navigate({ search: {} });
            }}
          >
            {t.clearFilters}
          </Button>
        )}
      </Filters>
      <div>
        <Shown of={{ ...list, data: list.items }}>
          {(cases) =>
            cases.length === 0 ? (
              <p>{!inside && Object.keys(search).length === 0 ? t.noOwnCases : t.noCases}</p>
            ) : (
              <CaseTable
                of={inside ? groups.groupsOf(cases, list.hasNextPage) : { rows: cases }}
                inside={inside}
                ofView={view.view?.columns}
                sort={sortedBy(byReport, search.sort, (sort) => filter({ sort }))}
              />
            )
          }
        </Shown>
        <More of={list} label={texts.shell.more} />
      </div>
    </Page>
  );
}

const phaseNamed = (words: Readonly<Record<string, string>>, phase: string): string => words[phase] ?? '－';

/** All rows are of the institution that is chosen: the first has its name. */
const ofInstitution = (t: CasesText, name: string | null | undefined): string =>
  name ? t.ofInstitution(name) : t.ofChosenInstitution;
