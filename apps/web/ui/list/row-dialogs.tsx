import { Modal, type ModalProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useApp } from '../../text/use-text.js';

/** Rows of a list whose dialogs were opened: of them one may be open now. */
export function useRowDialogs<Row>(keyOf: (row: Row) => string) {
  const [{ rows, at }, set] = useState<{ rows: readonly Row[]; at: string | null }>({ rows: [], at: null });
  const without = (row: Row): readonly Row[] => rows.filter((other) => keyOf(other) !== keyOf(row));
  return {
    keyOf,
    rows,
    at,
    open: (row: Row) => set({ rows: [...without(row), row], at: keyOf(row) }),
    close: () => set({ rows, at: null }),
    /** What was typed is done with, and forgotten. */
    end: (row: Row) => set({ rows: without(row), at: null }),
  };
}

/**
 * The dialogs of rows, beside their list: what was typed in one stays while it is closed, and when its row has left the
 * list because a colleague was first.
 */
export function RowDialogs<Row>({
  of: dialogs,
  now,
  titleOf,
  size = 'xl',
  children,
}: {
  readonly of: ReturnType<typeof useRowDialogs<Row>>;
  /** The rows as they are read now. */
  readonly now: readonly Row[] | undefined;
  readonly titleOf: (row: Row) => string;
  readonly size?: ModalProps['size'];
  readonly children: (row: Row, end: () => void) => ReactNode;
}) {
  const { texts } = useApp();
  const { keyOf } = dialogs;
  return dialogs.rows.map((opened) => {
    const key = keyOf(opened);
    const row = now?.find((one) => keyOf(one) === key) ?? opened;
    return (
      <Modal
        key={key}
        opened={key === dialogs.at}
        keepMounted
        closeOnClickOutside={false}
        onClose={dialogs.close}
        title={titleOf(row)}
        size={size}
        closeButtonProps={{ 'aria-label': texts.common.close }}
      >
        {children(row, () => dialogs.end(row))}
      </Modal>
    );
  });
}
