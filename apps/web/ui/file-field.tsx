import { Button, FileButton, Text } from '@mantine/core';
import { useId, useRef } from 'react';
import { useApp } from '../text/use-text.js';

/** The largest file that is taken, in bytes. */
const largest = 104_857_600;

/** A file, chosen with a button that says what it takes; one that is too large is refused before anything is sent. */
export function FileField({
  label,
  file,
  onChoose,
  accept,
  missing,
}: {
  readonly label: string;
  readonly file: File | null;
  readonly onChoose: (file: File | null) => void;
  readonly accept?: string;
  readonly missing: boolean;
}) {
  const { texts, format } = useApp();
  const t = texts.expenses;
  const id = useId();
  const forget = useRef<() => void>(null);
  const fault =
    file && file.size > largest ? t.fileTooLarge(format.size(file.size)) : missing && !file ? t.fileMissing : null;
  return (
    <div>
      <Text component="p" fw={500} id={id}>
        {label}
      </Text>
      <FileButton
        // a browser says nothing when the file of the same name is chosen again, corrected meanwhile
        onChange={(chosen) => {
          onChoose(chosen);
          forget.current?.();
        }}
        resetRef={forget}
        {...(accept ? { accept } : {})}
        inputProps={{ 'aria-labelledby': id }}
      >
        {(props) => (
          <Button variant="default" {...props} aria-describedby={`${id}-what`}>
            {t.chooseFile}
          </Button>
        )}
      </FileButton>{' '}
      <Text
        component="span"
        id={`${id}-what`}
        c={fault ? 'var(--mantine-color-error)' : undefined}
        role={fault ? 'alert' : undefined}
      >
        {fault ?? (file ? t.fileChosen(file.name, format.size(file.size)) : '')}
      </Text>
    </div>
  );
}

/** Whether a file can be sent. */
export const isSendable = (file: File | null): file is File => file !== null && file.size <= largest;
