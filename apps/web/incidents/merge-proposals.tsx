import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct, useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { Section } from '../ui/page.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Related = Schemas['RelatedCaseDto'];
/** The case that would go, and the one into which it would go. */
export interface Pair {
  readonly from: Related;
  readonly into: Related;
}

/** Cases that may tell of the same incident as this one; the desk merges them, or says that they are two. */
export function MergeProposals({ caseId }: { readonly caseId: string }) {
  const { texts, format } = useApp();
  const t = texts.casePage;
  const navigate = useNavigate();
  const why = useWhyOne();
  const { roles } = useUser();
  const mayRead = roles.some((role) => ['support', 'adjuster', 'senior-adjuster', 'auditor'].includes(role));
  const query = useRead('/merge-proposals', { query: { incidentId: caseId, limit: 20 } }, { enabled: mayRead });
  const [answering, setAnswering] = useState<Answering | null>(null);
  const items = query.data?.items ?? [];
  if (items.length === 0 && answering === null) return null;
  return (
    <Section title={t.merging}>
      <ul className={style.plainList}>
        {items.map((proposal) => {
          const [from, into] = proposal.cases;
          if (!from || !into) return null;
          const other = from.id === caseId ? into : from;
          return (
            <li key={`${from.id} ${into.id}`}>
              <p>
                <Status tone="warn">{other.caseNumber}</Status>　{format.moment(other.reportedAt)}
                {'　'}
                <Link to="/cases/$id" params={{ id: other.id }}>
                  {texts.decisions.openCase}
                </Link>
              </p>
              <p className={style.hint}>{why(proposal)}</p>
              {roles.includes('support') && (
                <p className={`${style.row} no-print`}>
                  <Button size="sm" variant="default" onClick={() => setAnswering({ from, into, act: 'merge' })}>
                    {t.merge}
                  </Button>
                  <Button size="sm" variant="default" onClick={() => setAnswering({ from, into, act: 'apart' })}>
                    {t.apart}
                  </Button>
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {answering && (
        <AnswerProposal
          key={`${answering.from.id} ${answering.into.id} ${answering.act}`}
          of={answering}
          onClose={() => setAnswering(null)}
          onMerged={({ id }) => void navigate({ to: '/cases/$id', params: { id } })}
        />
      )}
    </Section>
  );
}

/** What speaks for one incident. */
export function useWhyOne(): (proposal: Schemas['MergeProposalDto']) => string {
  const { texts, format } = useApp();
  const t = texts.casePage;
  return ({ hoursApart, sameCause }) =>
    [
      hoursApart !== null && (hoursApart < 1 ? t.mergingWithinHour : t.mergingHours(format.count(hoursApart))),
      sameCause && t.mergingSameCause,
    ]
      .filter(Boolean)
      .join(' ');
}

export type Answering = Pair & { readonly act: 'merge' | 'apart' };
interface AnswerOf {
  readonly of: Answering;
  readonly onClose: () => void;
  readonly onMerged?: (into: Related) => void;
}

/** Merges the two cases, or says that they are two, with the reason. */
export function AnswerProposal(props: AnswerOf) {
  return props.of.act === 'merge' ? <Merge {...props} /> : <Apart {...props} />;
}

function Merge({ of: { from, into }, onClose, onMerged }: AnswerOf) {
  const { texts } = useApp();
  const t = texts.casePage;
  const tell = useNotice();
  const act = useAct('post', '/incidents/{id}/merges');
  const send = async (reason: string) => {
    const done = await act.send({ path: { id: from.id }, body: { into: into.id, reason } });
    if (!done) return undefined;
    tell(t.merged(into.caseNumber));
    onMerged?.(into);
    return done;
  };
  return (
    <ActDialog
      onClose={onClose}
      title={t.merge}
      lead={t.mergingLead(from.caseNumber, into.caseNumber)}
      label={t.mergeReason}
      keep={`merge ${from.id} ${into.id}`}
      doing={act}
      send={send}
    />
  );
}

function Apart({ of: { from, into }, onClose }: AnswerOf) {
  const { texts } = useApp();
  const t = texts.casePage;
  const tell = useNotice();
  const act = useAct('post', '/incidents/{id}/merge-proposals/{intoId}/refusals');
  const send = async (reason: string) => {
    const done = await act.send({ path: { id: from.id, intoId: into.id }, body: { reason } });
    if (done) tell(t.keptApart);
    return done;
  };
  return (
    <ActDialog
      onClose={onClose}
      title={t.apart}
      lead={t.apartLead}
      label={t.apartReason}
      keep={`apart ${from.id} ${into.id}`}
      doing={act}
      send={send}
    />
  );
}
