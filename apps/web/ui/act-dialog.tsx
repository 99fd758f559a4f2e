import type { ComponentProps } from 'react';
import { ReasonDialog } from './reason-dialog.js';

type Dialog = ComponentProps<typeof ReasonDialog>;
type Shown = Pick<Dialog, 'title' | 'lead' | 'label' | 'hint' | 'reason' | 'keep' | 'onClose' | 'children'> &
  Partial<Pick<Dialog, 'confirm' | 'isHeld' | 'onAsked'>>;

/**
 * Asks before an act and closes when it is done; refused, it stays with what was typed. Its button is named as the
 * dialog, unless `confirm` says.
 */
export function ActDialog({
  doing: { pending, error },
  send,
  ...shown
}: Shown & {
  readonly doing: { readonly pending: boolean; readonly error: unknown };
  /** Undefined when it was not done. */
  readonly send: (reason: string) => Promise<unknown>;
}) {
  return (
    <ReasonDialog
      opened
      confirm={shown.title}
      pending={pending}
      error={error}
      onConfirm={async (reason) => {
        const done = (await send(reason)) !== undefined;
        if (done) shown.onClose();
        return done;
      }}
      {...shown}
    />
  );
}
