import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The reversal of a decision, and its outcome. */
@Entity('reversal')
export class ReversalEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly decision_id: string;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly reason: string;

  @Column('uuid')
  readonly asked_by: string;

  @Column('timestamptz')
  readonly asked_at: Date;

  @Column('text', { nullable: true })
  readonly ended: 'signed' | 'dropped' | null;

  @Column('uuid', { nullable: true })
  readonly ended_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly ended_at: Date | null;
}
