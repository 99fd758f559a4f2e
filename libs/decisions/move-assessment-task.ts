import { defineMover } from '#database';
import { defineMachine, Guards } from '#kernel';
import { codedText } from '#problems';

const outcomes = ['left', 'supplemented', 'reopened', 'demanded', 'obsolete'] as const;
type TaskState = 'open' | (typeof outcomes)[number];

/** The columns of a task that its mover needs; a task without an outcome is open. */
export interface MovableTask {
  readonly id: string;
  readonly state: TaskState;
}

const guards = new Guards<{ readonly inFavour: boolean }>();
// what is due to the institution is paid: such a difference cannot be left
guards.register('decisions.in-favour', ({ inFavour }) => (inFavour ? [codedText('decisions.in-favour')] : []));

/** Ends a difference by its table. Throws `decisions.task-ended`, `decisions.in-favour`. */
export const assessmentTaskMover = defineMover<TaskState, MovableTask, { readonly inFavour: boolean }>({
  machine: defineMachine({
    name: 'assessment-task',
    states: ['open', ...outcomes],
    initial: ['open'],
    moves: [
      { from: 'open', to: 'left', by: ['senior-adjuster'], reason: 'required', guards: ['decisions.in-favour'] },
      ...(['supplemented', 'reopened', 'demanded', 'obsolete'] as const).map((to) => ({
        from: 'open' as const,
        to,
        by: ['system'] as const,
        reason: 'none' as const,
        guards: [],
      })),
    ],
  }),
  title: { ja: '査定の差異', en: 'Difference in an assessment' },
  names: {
    open: { ja: '確認待ち', en: 'Open' },
    left: { ja: 'このままとする', en: 'Left as it is' },
    supplemented: { ja: '追加のご請求', en: 'Supplemented' },
    reopened: { ja: '再確認', en: 'Back in review' },
    demanded: { ja: '返還の請求', en: 'Demanded back' },
    obsolete: { ja: '差異の解消', en: 'No difference any more' },
  },
  guards,
  refusals: { notAllowed: 'decisions.task-ended', guard: 'decisions.in-favour' },
  record: ({ row, to, reason }) =>
    to === 'left'
      ? { audit: { action: 'assessment-task.left', subject: row.id, after: { outcome: to }, reason } }
      : null,
});
