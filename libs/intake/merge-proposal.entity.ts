import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Two cases that may be one, and what was answered. */
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
