import type { Schemas } from '../api/api.js';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { ReasonDialog } from '../ui/reason-dialog.js';

type Detail = Schemas['ExpenseDetailDto'];

export function Appeal({ of: expense }: { readonly of: Detail }) {
  const { texts } = useApp();
  const t = texts.expenses;
  const [opened, setOpened] = useState(false);
  const tell = useNotice();
  const act = useAct('post', '/expenses/{id}/appeals');
  return (
    <>
      <Button onClick={() => setOpened(true)}>{t.appeal}</Button>
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.appeal}
        lead={t.appealLead}
        label={t.appealReason}
        keep={`appeal ${expense.id}`}
        confirm={t.appeal}
        pending={act.pending}
        error={act.error}
        onConfirm={(reason) =>
          act.send({ path: { id: expense.id }, body: { reason } }).then((answer) => {
            if (!answer) return false;
            setOpened(false);
            tell(t.appealed);
            return true;
          })
        }
      />
    </>
  );
}
