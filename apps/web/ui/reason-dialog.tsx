import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
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
  error,
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
  readonly error: unknown;
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
  const confirmed = async (): Promise<void> => {
    if ((await onConfirm(reason.trim())) === true) clear();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': common.close }} size="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
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
            <Button type="submit" loading={pending}>
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
