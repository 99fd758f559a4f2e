import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { ListTools } from '../lists/list-tools.js';
import { useListOfMany } from '../lists/use-kept-list.js';
import { queryOf } from '../lists/use-list-view.js';
import { oldestFirst } from '../lists/use-order.js';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { Peeks } from '../ui/list/peeks.js';
import { Page, Section } from '../ui/page.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';
import { DecideScreening, type DecidingMatch } from './decide-screening.js';
import { MatchPeek } from './screening-match.js';

type Match = Schemas['ScreeningDto'];

/**
 * Parties whose names resemble watched ones, each with the candidates and why they are offered: to be decided, and
 * decided.
 */
export function ScreeningPage() {
  const { texts } = useApp();
  const t = texts.screening;
  const decides = useUser().roles.includes('senior-adjuster');
  return (
    <Page title={t.title} width="wide">
      <p className={style.hint}>{t.lead}</p>
      {!decides && <p>{t.seniorDecides}</p>}
      <Matches state="held" none={t.noneHeld} decides={decides} />
      <Matches state="decided" none={t.noneDecided} decides={false} />
    </Page>
  );
}

const byTime = oldestFirst('at');

interface MatchesOf {
  readonly state: 'held' | 'decided';
  readonly none: string;
  readonly decides: boolean;
}

function Matches({ state, none, decides }: MatchesOf) {
  const { texts } = useApp();
  const t = texts.screening;
  const kept = useListOfMany('screenings', useColumns(state), byTime, state === 'held' ? 'sort' : 'decidedSort');
  const query = { state, sort: kept.sort };
  const list = useList('/screenings', { query });
  // beside the list: a colleague may decide it first, and its row goes
  const [deciding, setDeciding] = useState<DecidingMatch | null>(null);
  const tools = (
    <ListTools
      list="screenings"
      conditions={queryOf(query)}
      columns={kept.keys}
      unseen={state === 'held' ? ['outcome'] : []}
    />
  );
  return (
    <Section title={t[state]} aside={list.items && list.items.length > 0 && tools}>
      <Listed
        of={list}
        none={none}
        label={t[state]}
        columns={kept.columns}
        sort={kept.heading}
        keyOf={({ id }) => id}
        nameOf={({ subjectName }) => subjectName}
        peek={(match) => (
          <>
            <MatchPeek of={match} />
            {decides && <DecideActs of={match} onDecide={setDeciding} />}
          </>
        )}
      />
      {deciding && (
        <DecideScreening key={`${deciding.id} ${deciding.to}`} of={deciding} onClose={() => setDeciding(null)} />
      )}
    </Section>
  );
}

/** Beside the candidates: who decides has seen them. */
function DecideActs({
  of: { id },
  onDecide,
}: {
  readonly of: Match;
  readonly onDecide: (deciding: DecidingMatch) => void;
}) {
  const t = useApp().texts.screening;
  return (
    <span className={style.row}>
      <Button size="sm" variant="default" onClick={() => onDecide({ id, to: 'cleared' })}>
        {t.clear}
      </Button>
      <Button size="sm" variant="outline" color="red" onClick={() => onDecide({ id, to: 'confirmed' })}>
        {t.confirm}
      </Button>
    </span>
  );
}

function useColumns(state: MatchesOf['state']): readonly Column<Match>[] {
  const { texts, format } = useApp();
  const t = texts.screening;
  const outcome: Column<Match> = {
    key: 'outcome',
    name: t.outcome,
    width: 224,
    cell: (match) =>
      match.outcome && (
        <Status tone={match.outcome === 'confirmed' ? 'bad' : 'good'}>{t.outcomes[match.outcome]}</Status>
      ),
  };
  const names = ({ candidates }: Match): string => candidates.map(({ name }) => name).join('、');
  return [
    {
      key: 'at',
      sort: 'at',
      name: t.at,
      width: 160,
      cell: ({ at }) => format.moment(at),
      whole: ({ at }) => format.moment(at),
    },
    {
      key: 'name',
      name: t.name,
      width: 224,
      cell: ({ subjectName }) => <Peeks>{subjectName}</Peeks>,
      whole: ({ subjectName }) => subjectName,
    },
    {
      key: 'kind',
      name: t.whose,
      width: 200,
      cell: ({ subjectKind }) => t.kinds[subjectKind],
      whole: ({ subjectKind }) => t.kinds[subjectKind],
      givesWay: true,
    },
    { key: 'candidates', name: t.watchedNames, cell: names, whole: names },
    {
      key: 'institution',
      name: t.institution,
      width: 176,
      cell: ({ institutionName }) => institutionName,
      whole: ({ institutionName }) => institutionName,
      givesWay: state === 'held',
    },
    {
      key: 'occasion',
      name: t.occasion,
      width: 168,
      cell: ({ occasion }) => t.occasions[occasion],
      whole: ({ occasion }) => t.occasions[occasion],
      givesWay: true,
    },
    ...(state === 'decided' ? [outcome] : []),
  ];
}
