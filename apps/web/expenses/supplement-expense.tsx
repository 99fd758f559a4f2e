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
import { useKept } from '../ui/use-kept.js';

type Detail = Schemas['ExpenseDetailDto'];

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly label: string;
  readonly done: string;
}

/** More of what was approved in part: the undisputed amount is paid meanwhile. */
export function Supplement({ of: expense, most }: { readonly of: Detail; readonly most: Yen }) {
  const { texts, format } = useApp();
  const t = texts.expenses;
  const [opened, setOpened] = useState(false);
  const words = {
    title: t.supplement,
    lead: t.supplementLead(format.yen(most)),
    label: t.appealReason,
    done: t.supplemented,
  };
  return (
    <>
      <Button onClick={() => setOpened(true)}>{t.supplement}</Button>
      <SupplementDialog of={expense} most={most} words={words} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}

/** Asks how much more of an expense is claimed, at most `most`, and why. */
export function SupplementDialog({
  of: expense,
  most,
  words,
  opened,
  onClose,
}: {
  readonly of: Detail;
  readonly most: Yen;
  readonly words: Words;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { texts, say } = useApp();
  const t = texts.expenses;
  // until somebody types, as much as is left now: what was entered before leaves less
  const kept = useKept<string | null>(`supplement amount ${expense.id}`, null);
  const amount = kept.value ?? String(most);
  const tell = useNotice();
  const act = useAct('post', '/expenses/{id}/supplements');
  const asked = yenOf(amount);
  const fault = checks(texts.common).yen(amount) ?? faultsOf(act.error, say)['/amount'];
  return (
    <ReasonDialog
      opened={opened}
      onClose={onClose}
      title={words.title}
      lead={words.lead}
      label={words.label}
      keep={`supplement ${expense.id}`}
      confirm={words.title}
      pending={act.pending}
      error={act.error}
      onConfirm={(reason) => {
        if (asked === null) return false;
        const sent = { path: { id: expense.id }, body: { amount: asked, reason } };
        const done = (): void => {
          kept.clear();
          tell(words.done);
        };
        return act.send(sent, done).then((answer) => {
          if (!answer) return false;
          onClose();
          return true;
        });
      }}
    >
      <YenField label={t.supplementAmount} value={amount} onChange={kept.change} error={fault} />
    </ReasonDialog>
  );
}
