import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Finding = Schemas['RecordFindingDto']['finding'];
type Found = Schemas['FindingDto'];

/** Expenses that this one looks like, and what was found of them. */
export function Duplicates({
  of: expense,
  mayWork,
}: {
  readonly of: Schemas['ExpenseDetailDto'];
  readonly mayWork: boolean;
}) {
  const { texts } = useApp();
  const t = texts.decisions;
  const record = useAct('post', '/expenses/{id}/duplicate-findings');
  const [finding, setFinding] = useState<Finding | null>(null);
  const [confirming, setConfirming] = useState<string | null>(null);
  const isUndecided = ['submitted', 'routed', 'in-review', 'information-requested'].includes(expense.state);
  const open = expense.duplicates.some(({ isOpen }) => isOpen);
  if (expense.duplicates.length === 0 && expense.findings.length === 0)
    return (
      <p>
        <Status tone="good">{t.noDuplicates}</Status>
      </p>
    );
  return (
    <>
      <ul className={style.plainList}>
        {expense.duplicates.map((other) => (
          <li key={other.expenseId}>
            <Status tone={other.isOpen ? 'warn' : 'new'}>
              {other.grounds.map((ground) => t.grounds[ground as keyof typeof t.grounds]).join('、')}
            </Status>{' '}
            <Link to="/expenses/$id" params={{ id: other.expenseId }}>
              {t.duplicateOf(other.caseNumber, other.line)}
            </Link>
          </li>
        ))}
      </ul>
      {expense.findings.map((found) => (
        <OneFinding
          key={found.id}
          of={found}
          isOver={!isUndecided || isCleared(found, expense.findings)}
          onConfirm={() => setConfirming(found.id)}
        />
      ))}
      {mayWork && open && (
        <div className={style.row}>
          <Button size="sm" variant="default" onClick={() => setFinding('no-duplicate')}>
            {t.noDuplicate}
          </Button>
          <Button size="sm" variant="default" onClick={() => setFinding('duplicate')}>
            {t.isDuplicate}
          </Button>
        </div>
      )}
      {confirming !== null && <ConfirmDuplicate findingId={confirming} onClose={() => setConfirming(null)} />}
      <ReasonDialog
        key={finding ?? 'none'}
        opened={finding !== null}
        onClose={() => setFinding(null)}
        title={finding === 'duplicate' ? t.isDuplicate : t.noDuplicate}
        label={t.findingReason}
        confirm={finding === 'duplicate' ? t.isDuplicate : t.noDuplicate}
        pending={record.pending}
        error={record.error}
        onConfirm={(reason) =>
          finding &&
          void record
            .send({ path: { id: expense.id }, body: { finding, reason } })
            .then((done) => done && setFinding(null))
        }
      />
    </>
  );
}

/** Whether somebody found later that none of those lines is the same. */
const isCleared = ({ at, others }: Found, findings: readonly Found[]): boolean =>
  others.every((other) =>
    findings.some((later) => later.finding === 'no-duplicate' && later.at > at && later.others.includes(other)),
  );

/** What somebody found, and of a duplicate the second signature that withdraws the expense. */
function OneFinding({
  of: found,
  isOver,
  onConfirm,
}: {
  readonly of: Found;
  /** It is decided or withdrawn, or was found to be none since: nothing waits any more. */
  readonly isOver: boolean;
  readonly onConfirm: () => void;
}) {
  const { texts, format } = useApp();
  const [t, d] = [texts.decisions, texts.acts.duplicate];
  const isDuplicate = found.finding === 'duplicate';
  return (
    <>
      <p className={style.hint}>
        {isDuplicate ? t.isDuplicate : t.noDuplicate}：{found.reason}（{found.foundByName}　{format.moment(found.at)}）
      </p>
      {found.confirmedByName !== null && <p className={style.hint}>{d.confirmed(found.confirmedByName)}</p>}
      {isDuplicate && !found.confirmed && !isOver && (
        <p>
          <Status tone="waiting">{d.waits}</Status>
        </p>
      )}
      {found.mayConfirm && (
        <Button className="no-print" size="sm" variant="default" onClick={onConfirm}>
          {d.confirm}
        </Button>
      )}
    </>
  );
}

/** The second person says that it is a duplicate: the expense is withdrawn. */
function ConfirmDuplicate({ findingId, onClose }: { readonly findingId: string; readonly onClose: () => void }) {
  const t = useApp().texts.acts.duplicate;
  const tell = useNotice();
  const confirm = useAct('post', '/duplicate-findings/{id}/confirmations');
  return (
    <ActDialog
      onClose={onClose}
      title={t.confirm}
      lead={t.lead}
      reason="none"
      doing={confirm}
      send={() => confirm.send({ path: { id: findingId } }, () => tell(t.done))}
    />
  );
}
