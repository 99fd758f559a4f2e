import { Button } from '@mantine/core';
import { useAct } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import { ActDialog } from '../ui/act-dialog.js';
import style from '../ui/ui.module.css';
import { EntryText, type BankEntry } from './bank-entry.js';

export interface Deciding {
  readonly entry: BankEntry;
  readonly act: 'confirm' | 'refuse';
}

/** Another person than who entered it confirms or refuses it. */
export function BankActs({
  of: entry,
  onDecide,
}: {
  readonly of: BankEntry;
  readonly onDecide: (deciding: Deciding) => void;
}) {
  const { texts } = useApp();
  const { payments: p } = texts;
  const user = useUser();
  if (entry.state !== 'waiting') return null;
  if (entry.enteredById === user.id) return <span title={p.banks.anotherDecides}>{p.banks.anotherDecides}</span>;
  return (
    <span className={style.row}>
      <Button size="compact-sm" variant="default" onClick={() => onDecide({ entry, act: 'confirm' })}>
        {p.confirm}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => onDecide({ entry, act: 'refuse' })}>
        {p.banks.refuse}
      </Button>
    </span>
  );
}

/** Confirms or refuses a change of the master, with the whole of it in sight. */
export function DecideBank({ of: { entry, act }, onClose }: { readonly of: Deciding; readonly onClose: () => void }) {
  const { texts } = useApp();
  const { payments: p } = texts;
  const confirm = useAct('post', '/bank-entries/{id}/confirmations');
  const refuse = useAct('post', '/bank-entries/{id}/refusals');
  const path = { id: entry.id };
  return act === 'confirm' ? (
    <ActDialog onClose={onClose} title={p.confirm} reason="none" doing={confirm} send={() => confirm.send({ path })}>
      <EntryText of={entry} />
    </ActDialog>
  ) : (
    <ActDialog
      onClose={onClose}
      title={p.banks.refuse}
      label={p.reason}
      keep={`bank-refusal ${entry.id}`}
      doing={refuse}
      send={(reason) => refuse.send({ path, body: { reason } })}
    >
      <EntryText of={entry} />
    </ActDialog>
  );
}
