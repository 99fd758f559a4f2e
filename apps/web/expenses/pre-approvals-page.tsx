import { Button } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { ListTools } from '../lists/list-tools.js';
import { SavedViews } from '../lists/saved-views.js';
import type { Orders } from '../lists/sorted-by.js';
import { useKeptList } from '../lists/use-kept-list.js';
import { queryOf, useListView } from '../lists/use-list-view.js';
import { ViewNote } from '../lists/view-note.js';
import { useList, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { Countdown } from '../ui/countdown.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { RowDialogs, useRowDialogs } from '../ui/list/row-dialogs.js';
import { ListCount } from '../ui/list/views.js';
import { Page } from '../ui/page.js';
import style from '../ui/ui.module.css';
import { AnswerPreApproval } from './answer-pre-approval.js';
import { Consent } from './pre-approvals.js';

type Asked = Schemas['PreApprovalDto'];
const mayAnswer = ({ allowedActions }: Asked): boolean => allowedActions.some(({ to }) => to !== 'withdrawn');

const byDue: Orders<'soonest' | 'latest'> = { column: 'due', up: 'soonest', down: 'latest', first: 'up' };

/** Requests for consent that wait, those due first first; each is answered beside the list. */
export function PreApprovalsPage() {
  const { texts } = useApp();
  const answering = useRowDialogs<Asked>(({ id }) => id);
  const view = useListView('consents', useSearch({ from: '/pre-approvals' }));
  const kept = useKeptList(view, useColumns(answering.open), byDue);
  const query = { state: 'requested' as const, sort: kept.sort };
  const list = useList('/pre-approvals', { query }, { enabled: view.isKnown });
  return (
    <Page
      width="wide"
      title={texts.shell.preApprovals}
      beside={
        <>
          {list.items && (
            <ListCount of={list.items.length} yen={list.items.map(({ amount }) => amount)} isMore={list.hasNextPage} />
          )}
          <SavedViews of={view} to="/pre-approvals" />
        </>
      }
      aside={list.items && <ListTools list="consents" conditions={queryOf(query)} columns={kept.keys} view={view} />}
    >
      <ViewNote of={view} />
      <OnCall />
      <Listed
        of={list}
        none={texts.expenses.noneAsked}
        label={texts.shell.preApprovals}
        columns={kept.columns}
        sort={kept.heading}
        keyOf={({ id }) => id}
        nameOf={({ caseNumber, description }) => `${caseNumber}　${description}`}
        peek={(asked) => <ConsentPeek of={asked} onAnswer={answering.open} />}
      />
      <RowDialogs of={answering} now={list.items} titleOf={({ caseNumber }) => caseNumber} size="lg">
        {(asked, end) => (
          <>
            <Consent of={asked} />
            <AnswerPreApproval of={asked} onDone={end} />
          </>
        )}
      </RowDialogs>
    </Page>
  );
}

function useColumns(onAnswer: (asked: Asked) => void): readonly Column<Asked>[] {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  const category = ({ categoryJa, categoryEn }: Asked): string => say({ textJa: categoryJa, textEn: categoryEn });
  return [
    {
      key: 'due',
      sort: 'due',
      name: t.preApprovalDue,
      width: 144,
      cell: ({ answerDueAt, requestedAt }) => <Countdown to={answerDueAt} from={requestedAt} />,
      whole: ({ answerDueAt }) => format.moment(answerDueAt),
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
    { key: 'category', name: t.category, width: 208, cell: category, whole: category },
    {
      key: 'on',
      name: t.preApprovalOn,
      cell: ({ description }) => description,
      whole: ({ description }) => description,
    },
    {
      key: 'vendor',
      name: t.vendor,
      width: 176,
      givesWay: true,
      cell: ({ vendorName }) => vendorName ?? '－',
      whole: ({ vendorName }) => vendorName ?? undefined,
    },
    {
      key: 'amount',
      name: texts.list.yenUnit(t.preApprovalAmount),
      width: 176,
      numeric: true,
      cell: ({ amount }) => format.amount(amount),
    },
    {
      key: 'acts',
      name: texts.cases.actions,
      width: 120,
      cell: (asked) => <Answer of={asked} onAnswer={onAnswer} />,
    },
  ];
}

interface Answering {
  readonly of: Asked;
  readonly onAnswer: (asked: Asked) => void;
}

function Answer({ of: asked, onAnswer }: Answering) {
  const t = useApp().texts.expenses;
  return mayAnswer(asked) ? (
    <Button size="compact-sm" variant="default" onClick={() => onAnswer(asked)}>
      {t.preApprovalAnswering}
    </Button>
  ) : null;
}

/** A request beside its list, as it was asked. */
function ConsentPeek({ of: asked, onAnswer }: Answering) {
  return (
    <>
      <p className={style.hint}>
        <Link to="/cases/$id" params={{ id: asked.incidentId }}>
          {asked.caseNumber}
        </Link>
      </p>
      <Consent of={asked} />
      <Answer of={asked} onAnswer={onAnswer} />
    </>
  );
}

/** Who can be reached outside duty hours. */
function OnCall() {
  const { texts } = useApp();
  const t = texts.consents;
  const roles = useUser().roles;
  const enabled = roles.some((role) => ['support', 'senior-adjuster', 'auditor'].includes(role));
  const [now] = useState(() => new Date().toISOString());
  const lines = useRead('/rosters', { query: { onCallAt: now } }, { enabled });
  if (!lines.data) return null;
  const names = [...new Set(lines.data.items.map(({ personName }) => personName))];
  return <p>{names.length === 0 ? t.nobodyOnCall : t.onCall(names.join('、'))}</p>;
}
