import { type Tx } from '#database';
import { caseFile } from '#incidents';
import { taskView } from './assessment-task.reads.js';
import { assessmentTaskMover, type MovableTask } from './move-assessment-task.js';

/**
 * A senior-adjuster leaves a difference as it is, with a reason. Throws `decisions.task-ended`, `decisions.in-favour`.
 */
export async function leaveTask(tx: Tx, id: string, reason: string): Promise<void> {
  const file = await caseFile(tx, (await taskView(tx, id)).incidentId);
  const { outcome, inFavour } = await taskView(tx, id);
  const state = (outcome ?? 'open') as MovableTask['state'];
  await assessmentTaskMover.move(tx, file, [{ id, state }], {
    to: 'left',
    reason,
    also: { reason: reason.trim() },
    subject: () => ({ inFavour }),
    said: undefined,
  });
}
