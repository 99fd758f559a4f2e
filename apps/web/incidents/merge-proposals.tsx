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
interface Pair {
  readonly from: Related;
  readonly into: Related;
}

/** Cases that may tell of the same incident as this one; the desk merges them, or says that they are two. */
export function MergeProposals({ caseId }: { readonly caseId: string }) {
  const { texts, format } = useApp();
  const t = texts.casePage;
  const { roles } = useUser();
  const mayRead = roles.some((role) => ['support', 'adjuster', 'senior-adjuster', 'auditor'].includes(role));
  const query = useRead('/merge-proposals', { query: { incidentId: caseId, limit: 20 } }, { enabled: mayRead });
  const [deciding, setDeciding] = useState<(Pair & { readonly act: 'merge' | 'apart' }) | null>(null);
  const items = query.data?.items ?? [];
  if (items.length === 0 && deciding === null) return null;
  return (
    <Section title={t.merging}>
      <ul className={style.plainList}>
        {items.map(({ cases: [from, into], hoursApart, sameCause }) => {
          if (!from || !into) return null;
          const other = from.id === caseId ? into : from;
          return (
            <li key={`${from.id} ${into.id}`}>
              <p>
                <Status tone="warn">{other.caseNumber}</Status>　{format.moment(other.reportedAt)}　
                <Link to="/cases/$id" params={{ id: other.id }}>
                  {texts.decisions.openCase}
                </Link>
              </p>
              <p className={style.hint}>
                {hoursApart !== null &&
                  (hoursApart < 1 ? t.mergingWithinHour : t.mergingHours(format.count(hoursApart)))}
                {sameCause && t.mergingSameCause}
              </p>
              {roles.includes('support') && (
                <p className={`${style.row} no-print`}>
                  <Button size="sm" variant="default" onClick={() => setDeciding({ from, into, act: 'merge' })}>
                    {t.merge}
                  </Button>
                  <Button size="sm" variant="default" onClick={() => setDeciding({ from, into, act: 'apart' })}>
                    {t.apart}
                  </Button>
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {deciding?.act === 'merge' && <Merge of={deciding} onClose={() => setDeciding(null)} />}
      {deciding?.act === 'apart' && <Apart of={deciding} onClose={() => setDeciding(null)} />}
    </Section>
  );
}

function Merge({ of: { from, into }, onClose }: { readonly of: Pair; readonly onClose: () => void }) {
  const { texts } = useApp();
  const t = texts.casePage;
  const tell = useNotice();
  const navigate = useNavigate();
  const act = useAct('post', '/incidents/{id}/merges');
  const send = async (reason: string) => {
    const done = await act.send({ path: { id: from.id }, body: { into: into.id, reason } });
    if (!done) return undefined;
    tell(t.merged(into.caseNumber));
    void navigate({ to: '/cases/$id', params: { id: into.id } });
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

function Apart({ of: { from, into }, onClose }: { readonly of: Pair; readonly onClose: () => void }) {
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
