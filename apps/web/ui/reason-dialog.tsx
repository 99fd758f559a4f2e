import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useSpeech } from '../text/language.js';
import { ProblemNote } from './problem.js';

/** Asks once more before something is done, with its reason where one is needed. What was typed stays while the dialog is closed. */
export function ReasonDialog({
  opened,
  onClose,
  title,
  lead,
  label,
  hint,
  confirm,
  reason: needed = 'required',
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
  readonly pending: boolean;
  readonly error: unknown;
  readonly onConfirm: (reason: string) => void;
  readonly children?: ReactNode;
}) {
  const { texts } = useSpeech();
  const { common } = texts;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const missing = needed === 'required' && reason.trim() === '';
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': common.close }} size="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!missing) onConfirm(reason.trim());
        }}
      >
        <Stack>
          {lead && <Text>{lead}</Text>}
          {children}
          {needed !== 'none' && (
            <Textarea
              data-autofocus
              label={`${label ?? ''}${needed === 'optional' ? `（${common.optional}）` : ''}`}
              description={hint}
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              error={asked && missing ? common.fieldEmpty : undefined}
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
