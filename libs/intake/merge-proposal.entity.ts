import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The proposal that one case is merged into another, with its answer. */
@Entity('merge_proposal')
export class MergeProposalEntity {
  @PrimaryColumn('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @PrimaryColumn('uuid')
  readonly into_id: string;

  @Column('jsonb')
  readonly reasons: { readonly hoursApart: number; readonly sameCause: boolean };

  @Column('timestamptz')
  readonly proposed_at: Date;

  @Column('text', { nullable: true })
  readonly answer: 'merged' | 'different' | null;

  @Column('text', { nullable: true })
  readonly answered_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly answered_at: Date | null;
}
