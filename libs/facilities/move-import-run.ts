import { defineMover } from '#database';
import { defineMachine } from '#kernel';

const states = ['running', 'complete', 'cut-off'] as const;
export type ImportRunState = (typeof states)[number];

/** Whether facilities missing from a list were closed, and why not. */
export type Closing = 'closed' | 'left-partial' | 'left-unreadable-codes';

/** The fields of a run that its moves use. */
export interface ImportRun {
  readonly id: string;
  readonly state: ImportRunState;
}

/** Counts of the rows of a list; every row is one of new, changed, same, repeated and refused. */
export interface ImportCounts {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly repeated: number;
  readonly refused: number;
  readonly closed: number;
  readonly reopened: number;
}

/** Ends runs by their table. The outcome of a killed run is not known, so its end gets no audit entry. */
export const importRunMover = defineMover<ImportRunState, ImportRun, undefined, ImportCounts | null>({
  machine: defineMachine({
    name: 'import-run',
    states,
    initial: ['running'],
    moves: [
      { from: 'running', to: 'complete', by: ['system'], reason: 'none', guards: [] },
      { from: 'running', to: 'cut-off', by: ['system'], reason: 'none', guards: [] },
    ],
  }),
  title: { ja: '施設一覧の取込み', en: 'Import run' },
  names: {
    running: { ja: '取込み中', en: 'Running' },
    complete: { ja: '完了', en: 'Complete' },
    'cut-off': { ja: '中断', en: 'Cut off' },
  },
  record: ({ row: { id: subject }, to: state, said: counts }) =>
    counts && { audit: { action: 'facilities.import-ended', subject, after: { state, counts } } },
});
