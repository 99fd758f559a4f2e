import type { Schemas } from '../api/api.js';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Yen } from '#kernel';
import { useNotice } from '../shell/notice.js';
import { useAct } from '../shell/queries.js';
import { useApp } from '../text/use-text.js';
import { YenField } from '../ui/fields.js';
import { faultsOf } from '../ui/problem.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { checks, yenOf } from '../ui/typed-values.js';

type Detail = Schemas['ExpenseDetailDto'];

/** More of what was approved in part: the undisputed amount is paid meanwhile. */
export function Supplement({ of: expense, most }: { readonly of: Detail; readonly most: Yen }) {
  const { texts, format, say } = useApp();
  const t = texts.expenses;
  const [opened, setOpened] = useState(false);
  const [amount, setAmount] = useState(String(most));
  const tell = useNotice();
  const act = useAct('post', '/expenses/{id}/supplements');
  const asked = yenOf(amount);
  const fault = checks(texts.common).yen(amount) ?? faultsOf(act.error, say)['/amount'];
  return (
    <>
      <Button onClick={() => setOpened(true)}>{t.supplement}</Button>
      <ReasonDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t.supplement}
        lead={t.supplementLead(format.yen(most))}
        label={t.appealReason}
        keep={`supplement ${expense.id}`}
        confirm={t.supplement}
        pending={act.pending}
        error={act.error}
        onConfirm={(reason) => {
          if (asked === null) return false;
          return act.send({ path: { id: expense.id }, body: { amount: asked, reason } }).then((answer) => {
            if (!answer) return false;
            setOpened(false);
            tell(t.supplemented);
            return true;
          });
        }}
      >
        <YenField label={t.supplementAmount} value={amount} onChange={setAmount} error={fault} />
      </ReasonDialog>
    </>
  );
}
