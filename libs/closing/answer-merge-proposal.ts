import { type Tx } from '#database';
import { caseFile } from '#incidents';
import { Problem } from '#problems';
import type { MergeProposalAnswerDto } from './closing.dto.js';
import { mergeProposalMover, openProposals } from './move-merge-proposal.js';

/**
 * Answers that two reports are about two events: the proposal is not made again. Throws `requests.not-found`,
 * `incidents.merge-not-proposed`.
 */
export async function keepApart(tx: Tx, id: string, intoId: string, { reason }: MergeProposalAnswerDto): Promise<void> {
  const incident = await caseFile(tx, id);
  const proposed = (await openProposals(tx, id, intoId)).filter((one) => one.id === id);
  if (proposed.length === 0) throw new Problem('incidents.merge-not-proposed');
  await mergeProposalMover.move(tx, incident, proposed, {
    to: 'different',
    reason,
    also: ({ into }) => ({ into }),
    said: undefined,
  });
}
