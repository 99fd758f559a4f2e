import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an institution asks to be decided again, and how it ended. */
@Entity('appeal')
export class AppealEntity {
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

  @Column('uuid', { nullable: true })
  readonly appealed_by: string | null;

  @Column('timestamptz')
  readonly appealed_at: Date;
}
