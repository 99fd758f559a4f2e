import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CodedText } from '#kernel';
import type { RoutingCause } from './move-work-items.js';
import type { RoutingInput } from './candidate.js';

/** Why a work item went to whom: the whole input and the answer. */
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
  readonly input: RoutingInput;

  @Column('jsonb')
  readonly reasons: readonly CodedText[];

  @Column('timestamptz')
  readonly at: Date;
}
