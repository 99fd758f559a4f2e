import { defineMover, type Tx } from '#database';
import { defineMachine } from '#kernel';
import type { MergeProposalEntity } from '#intake';

const states = ['proposed', 'merged', 'different'] as const;
type MergeProposalState = (typeof states)[number];

/** A proposal that a case is merged into another one; its id is that of the case. */
interface MergeProposal extends Pick<MergeProposalEntity, 'institution_id'> {
  readonly id: MergeProposalEntity['incident_id'];
  readonly state: MergeProposalState;
  readonly into: MergeProposalEntity['into_id'];
}

/** Moves proposals by their table; a merge is recorded with the cases. */
export const mergeProposalMover = defineMover<MergeProposalState, MergeProposal>({
  machine: defineMachine({
    name: 'merge-proposal',
    states,
    initial: ['proposed'],
    moves: [
      { from: 'proposed', to: 'merged', by: ['support'], reason: 'optional', guards: [] },
      { from: 'proposed', to: 'different', by: ['support'], reason: 'optional', guards: [] },
    ],
  }),
  title: { ja: '統合の候補', en: 'Merge proposal' },
  names: {
    proposed: { ja: '候補', en: 'Proposed' },
    merged: { ja: '統合済み', en: 'Merged' },
    different: { ja: '別の事故', en: 'Two events' },
  },
  refusals: { notAllowed: 'incidents.merge-not-proposed' },
  record: ({ row: { into }, to, reason }) =>
    to === 'merged'
      ? null
      : {
          timeline: { kind: 'merge-declined', audience: 'insurer', data: { otherId: into } },
          audit: { action: 'merge-proposal.declined', subject: into, reason },
        },
});

/** The unanswered proposals between two locked cases. */
export async function openProposals(tx: Tx, id: string, otherId: string): Promise<MergeProposal[]> {
  return tx.rows<MergeProposal>(
    `SELECT incident_id AS id, into_id AS into, institution_id, 'proposed' AS state
       FROM merge_proposal
      WHERE answer IS NULL
        AND (incident_id, into_id) IN (($1::uuid, $2::uuid), ($2::uuid, $1::uuid))`,
    [id, otherId],
  );
}
