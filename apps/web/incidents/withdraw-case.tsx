import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Schemas } from '../api/api.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { usePageActs } from '../ui/page-acts.js';
import { ReasonDialog } from '../ui/reason-dialog.js';

/** Withdraws a case, where its moves allow it; `compact` among other acts, of which it may be the first. */
export function Withdraw({
  of: incident,
  compact = false,
  isFirst = false,
}: {
  readonly of: Schemas['CaseDto'];
  readonly compact?: boolean;
  readonly isFirst?: boolean;
}) {
  const { texts } = useApp();
  const t = texts.cases;
  const move = useAct('post', '/incidents/{id}/transitions');
  const [opened, setOpened] = useState(false);
  const action = incident.allowedActions.find(({ to }) => to === 'withdrawn');
  usePageActs(action ? [{ name: t.withdraw, run: () => setOpened(true) }] : []);
  if (!action) return null;
  return (
    <div className="no-print">
      <Button
        {...(compact ? { variant: 'subtle', px: 0 } : { variant: 'default', mt: 'xl' })}
        data-first={isFirst || undefined}
        onClick={() => setOpened(true)}
      >
        {t.withdraw}
      </Button>
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.withdraw}
        lead={t.withdrawLead}
        label={t.reason}
        reason="optional"
        confirm={t.withdraw}
        pending={move.pending}
        error={move.error}
        onConfirm={(reason) =>
          void move
            .send({ path: { id: incident.id }, body: { to: 'withdrawn', ...(reason ? { reason } : {}) } })
            .then((done) => done && setOpened(false))
        }
      />
    </div>
  );
}
