import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useSpeech } from '../text/language.js';
import { LongText } from './fields.js';
import { ProblemNote } from './problem.js';
import { checks } from './typed-values.js';
import { useKept } from './use-kept.js';

const longest = 2_000;

/**
 * Asks once more before something is done, with its reason where one is needed. What was typed stays while the dialog
 * is closed, and with `keep`, the name of a draft, also when the page is left.
 */
export function ReasonDialog({
  opened,
  onClose,
  title,
  lead,
  label,
  hint,
  confirm,
  reason: needed = 'required',
  keep,
  pending,
  isHeld = false,
  error,
  onAsked,
  onConfirm,
  children,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly label?: string;
  readonly hint?: string;
  readonly confirm: string;
  readonly reason?: 'required' | 'optional' | 'none';
  readonly keep?: string;
  readonly pending: boolean;
  /** What it would do is not shown yet as it stands in the fields: it cannot be confirmed. */
  readonly isHeld?: boolean;
  readonly error: unknown;
  /** Runs with every try to confirm, also when the reason is missing: from then on all fields say what they lack. */
  readonly onAsked?: (() => void) | undefined;
  /** The draft is forgotten once it answers true. */
  readonly onConfirm: (reason: string) => unknown;
  readonly children?: ReactNode;
}) {
  const { texts } = useSpeech();
  const { common } = texts;
  const { value: reason, change: setReason, clear } = useKept(keep ?? null, '');
  const [asked, setAsked] = useState(false);
  const fault =
    needed === 'none' || (needed === 'optional' && reason.trim() === '') ? null : checks(common).text(longest)(reason);
  const button = useRef<HTMLButtonElement>(null);
  // while it sends it is disabled and loses the focus: refused, the focus comes back into the dialog
  useEffect(() => {
    if (!pending && error && document.activeElement === document.body) button.current?.focus();
  }, [pending, error]);
  const confirmed = async (): Promise<void> => {
    if ((await onConfirm(reason.trim())) === true) clear();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': common.close }} size="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // a dialog stands in the tree of what opened it: a form around it would be sent as well
          event.stopPropagation();
          setAsked(true);
          onAsked?.();
          if (fault === null) void confirmed();
        }}
      >
        <Stack>
          {lead && <Text>{lead}</Text>}
          {children}
          {needed !== 'none' && (
            <LongText
              data-autofocus
              label={`${label ?? ''}${needed === 'optional' ? `（${common.optional}）` : ''}`}
              description={hint}
              rows={3}
              most={longest}
              value={reason}
              onChange={setReason}
              error={asked && fault}
            />
          )}
          <ProblemNote error={error} />
          <Group>
            <Button ref={button} type="submit" loading={pending || isHeld}>
              {confirm}
            </Button>
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
