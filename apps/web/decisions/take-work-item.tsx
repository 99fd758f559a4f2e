import { Button } from '@mantine/core';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ProblemNote } from '../ui/problem.js';
import { Status } from '../ui/status.js';
import style from '../ui/ui.module.css';

/** Who has the expense and why, and how one takes it. */
export function TakeItem({
  of: expense,
  mayWork,
}: {
  readonly of: Schemas['ExpenseDetailDto'];
  readonly mayWork: boolean;
}) {
  const { texts, format, say } = useApp();
  const t = texts.decisions;
  const user = useUser();
  const claim = useAct('post', '/work-items/{id}/claim');
  const [item] = expense.workItems;
  if (!item || item.state === 'ended') return null;
  const offered = item.state === 'unassigned' || (item.state === 'offered' && item.assignee?.id === user.id);
  return (
    <div className={`${style.panel} ${style.soft}`}>
      <div className={style.row}>
        <Status tone={item.state === 'unassigned' ? 'warn' : 'info'}>
          {say({ textJa: item.stateJa, textEn: item.stateEn })}
        </Status>
        <span>
          {t.assignee}：{item.assignee?.name ?? t.nobody}
        </span>
        {item.lapsesAt && (
          <span>
            {t.lapses} {format.moment(item.lapsesAt)}
          </span>
        )}
        {mayWork && offered && (
          <Button size="sm" loading={claim.pending} onClick={() => void claim.send({ path: { id: item.id } })}>
            {t.take}
          </Button>
        )}
      </div>
      <ProblemNote error={claim.error} />
      {item.reasons.length > 0 && (
        <details>
          <summary>{t.whyAssigned}</summary>
          <ul>
            {item.reasons.map((reason) => (
              <li key={reason.code}>{say(reason)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
