import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CodedText } from '#kernel';
import type { RoutingCause } from './move-work-items.js';
import type { RoutingInput } from './candidate.js';
import type { RoutingChoice } from './choose-adjuster.js';

/** An item that went back to its proposer: no candidates were compared. */
interface ReturnedItem extends Pick<RoutingInput, 'at'> {
  readonly expense: Pick<RoutingInput['expense'], 'id' | 'lane'>;
  readonly returnedTo: string;
}

/** Why a work item went to its assignee: the whole input and the answer. */
@Entity('routing_decision')
export class RoutingDecisionEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly work_item_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid', { nullable: true })
  readonly chosen_id: string | null;

  @Column('text')
  readonly cause: RoutingCause;

  @Column('jsonb')
  readonly input: RoutingInput | ReturnedItem;

  @Column('jsonb')
  readonly reasons: { readonly reasons: CodedText[]; readonly passedOver: RoutingChoice['passedOver'] };

  @Column('timestamptz')
  readonly at: Date;
}
