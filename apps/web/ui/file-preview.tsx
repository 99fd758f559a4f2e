import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Schemas } from '../api/api.js';
import { useApp } from '../text/use-text.js';
import { formOf, NotTaken } from './not-taken.js';
import { ProblemNote } from './problem.js';
import style from './ui.module.css';

interface FilePreviewOf {
  readonly preview: Pick<Schemas['ExpensePreviewDto'], 'encoding' | 'faulty' | 'leftOut'>;
  readonly title: string;
  /** How the file is written; a table of its encoding, when absent. */
  readonly writtenAs?: string | undefined;
  /** What is said when rows have faults: nothing can be entered then. */
  readonly faults: string;
  readonly entering: { readonly pending: boolean; readonly error: Parameters<typeof ProblemNote>[0]['error'] };
  readonly enter?: string;
  /** What is said where nothing of it would be entered. */
  readonly nothing?: string;
  readonly onEnter: () => void;
  /** The rows as they are understood. */
  readonly children: ReactNode;
}

/** What a chosen file would enter, what of it is left out, and the one act that enters just that. */
export function FilePreview({
  preview,
  title,
  writtenAs,
  faults,
  entering,
  enter,
  nothing,
  onEnter,
  children,
}: FilePreviewOf) {
  const { texts } = useApp();
  return (
    <>
      <h3 className={style.sub}>{title}</h3>
      <p className={style.hint}>{texts.common.tableWrittenAs(writtenAs ?? formOf(preview.encoding))}</p>
      {preview.faulty > 0 && (
        <p role="alert" className={style.bad}>
          {faults}
        </p>
      )}
      {children}
      <NotTaken leftOut={preview.leftOut} />
      <ProblemNote error={entering.error} />
      {preview.faulty > 0 ? (
        <p className={style.hint}>{texts.common.chooseAnother}</p>
      ) : nothing !== undefined ? (
        <p role="status">{nothing}</p>
      ) : (
        <div>
          <Button loading={entering.pending} onClick={onEnter}>
            {enter}
          </Button>
        </div>
      )}
    </>
  );
}
