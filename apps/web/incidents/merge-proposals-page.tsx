import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useList } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { Listed } from '../ui/list/listed.js';
import { RowActs } from '../ui/list/row-acts.js';
import { ListCount } from '../ui/list/views.js';
import { Page } from '../ui/page.js';
import style from '../ui/ui.module.css';
import { ComparedCases } from './compared-cases.js';
import { AnswerProposal, useWhyOne, type Answering, type Pair } from './merge-proposals.js';

type Proposal = Schemas['MergeProposalDto'] & Pair;

const keyOf = ({ from, into }: Pair): string => `${from.id} ${into.id}`;

/** Cases of one institution that may tell of one incident: the desk merges them, or says that they are two. */
export function MergeProposalsPage() {
  const { texts } = useApp();
  const t = texts.casePage.mergeList;
  const read = useList('/merge-proposals', { query: {} });
  const list = { ...read, items: read.items?.flatMap(withCases) };
  const isDesk = useUser().roles.includes('support');
  // beside the list: a colleague may answer it first, and its row goes
  const [answering, setAnswering] = useState<Answering | null>(null);
  const columns = useColumns(isDesk ? setAnswering : null);
  return (
    <Page
      width="wide"
      title={texts.shell.mergeProposals}
      beside={list.items && <ListCount of={list.items.length} isMore={list.hasNextPage} />}
    >
      <p className={style.hint}>{t.lead}</p>
      {!isDesk && <p className={style.hint}>{t.deskAnswers}</p>}
      <Listed
        of={list}
        none={t.none}
        label={texts.shell.mergeProposals}
        columns={columns}
        keyOf={keyOf}
        nameOf={({ from, into }) => t.pair(from.caseNumber, into.caseNumber)}
        peek={(proposal) => (
          <>
            {isDesk && <Acts of={proposal} onAnswer={setAnswering} />}
            <ComparedCases of={proposal} />
          </>
        )}
      />
      {answering && (
        <AnswerProposal
          key={`${keyOf(answering)} ${answering.act}`}
          of={answering}
          onClose={() => setAnswering(null)}
        />
      )}
    </Page>
  );
}

function withCases(proposal: Schemas['MergeProposalDto']): Proposal[] {
  const [from, into] = proposal.cases;
  return from && into ? [{ ...proposal, from, into }] : [];
}

function useColumns(onAnswer: ((answering: Answering) => void) | null): readonly Column<Proposal>[] {
  const { texts, format } = useApp();
  const t = texts.casePage.mergeList;
  const why = useWhyOne();
  const institution = ({ into }: Proposal): string => into.institutionName ?? texts.cases.notMatched;
  const reported = (key: keyof Pair, name: string): Column<Proposal> => ({
    key: `${key}-reported`,
    name,
    width: 136,
    givesWay: true,
    cell: (proposal) => format.moment(proposal[key].reportedAt),
    whole: (proposal) => format.moment(proposal[key].reportedAt),
  });
  const acts: Column<Proposal> = {
    key: 'acts',
    name: texts.cases.actions,
    width: 256,
    cell: (proposal) => onAnswer && <Acts of={proposal} onAnswer={onAnswer} />,
  };
  return [
    {
      key: 'proposed',
      name: t.proposedAt,
      width: 104,
      cell: ({ proposedAt }) => format.shortDay(proposedAt),
      whole: ({ proposedAt }) => format.moment(proposedAt),
    },
    {
      key: 'from',
      name: t.from,
      width: 192,
      cell: ({ from }) => (
        <Link to="/cases/$id" params={{ id: from.id }} data-row>
          {from.caseNumber}
        </Link>
      ),
    },
    reported('from', t.fromReported),
    {
      key: 'into',
      name: t.into,
      width: 192,
      cell: ({ into }) => (
        <Link to="/cases/$id" params={{ id: into.id }}>
          {into.caseNumber}
        </Link>
      ),
    },
    reported('into', t.intoReported),
    { key: 'institution', name: texts.cases.institution, cell: institution, whole: institution },
    { key: 'why', name: t.why, width: 320, givesWay: true, cell: why, whole: why },
    ...(onAnswer ? [acts] : []),
  ];
}

/** Both answers, in the row and beside the cases. */
function Acts({
  of: { from, into },
  onAnswer,
}: {
  readonly of: Pair;
  readonly onAnswer: (answering: Answering) => void;
}) {
  const t = useApp().texts.casePage;
  return (
    <RowActs
      of={[
        { name: t.merge, press: 'm', run: () => onAnswer({ from, into, act: 'merge' }) },
        { name: t.apart, press: 'd', run: () => onAnswer({ from, into, act: 'apart' }) },
      ]}
    />
  );
}
