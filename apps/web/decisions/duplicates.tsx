import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

type Finding = Schemas['RecordFindingDto']['finding'];

/** Expenses that this one looks like, and what was found of them. */
export function Duplicates({
  of: expense,
  mayWork,
}: {
  readonly of: Schemas['ExpenseDetailDto'];
  readonly mayWork: boolean;
}) {
  const { texts, format } = useApp();
  const t = texts.decisions;
  const record = useAct('post', '/expenses/{id}/duplicate-findings');
  const [finding, setFinding] = useState<Finding | null>(null);
  const open = expense.duplicates.some(({ isOpen }) => isOpen);
  if (expense.duplicates.length === 0) return <p>{t.noDuplicates}</p>;
  return (
    <>
      <ul className={style.plainList}>
        {expense.duplicates.map((other) => (
          <li key={other.expenseId}>
            <Status tone={other.isOpen ? 'warn' : 'plain'}>
              {other.grounds.map((ground) => t.grounds[ground as keyof typeof t.grounds]).join('、')}
            </Status>{' '}
            <Link to="/expenses/$id" params={{ id: other.expenseId }}>
              {t.duplicateOf(other.caseNumber, other.line)}
            </Link>
          </li>
        ))}
      </ul>
      {expense.findings.map((found) => (
        <p key={found.id} className={style.hint}>
          {found.finding === 'duplicate' ? t.isDuplicate : t.noDuplicate}：{found.reason}（{found.foundByName}　
          {format.moment(found.at)}）
        </p>
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
