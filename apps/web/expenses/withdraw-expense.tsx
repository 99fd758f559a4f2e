import type { Schemas } from '../api/api.js';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ReasonDialog } from '../ui/reason-dialog.js';

type Detail = Schemas['ExpenseDetailDto'];

export function Withdraw({ of: expense }: { readonly of: Detail }) {
  const { texts } = useApp();
  const t = texts.expenses;
  const [opened, setOpened] = useState(false);
  const act = useAct('post', '/expenses/{id}/transitions');
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t.withdraw}
      </Button>
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.withdraw}
        lead={t.withdrawLead}
        label={texts.cases.reason}
        reason="optional"
        confirm={t.withdraw}
        pending={act.pending}
        error={act.error}
        onConfirm={(reason) =>
          void act
            .send({
              path: { id: expense.id },
              version: expense.version,
              body: { to: 'withdrawn', ...(reason ? { reason } : {}) },
            })
            .then((done) => done && setOpened(false))
        }
      />
    </>
  );
}
