import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A case that belongs to a common cause. */
@Entity('common_cause_case')
export class CommonCauseCaseEntity {
  @PrimaryColumn('uuid')
  readonly common_cause_id: string;

  @PrimaryColumn('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly name: string;

  @Column('timestamptz')
  readonly reported_at: Date;

  @Column('timestamptz')
  readonly linked_at: Date;
}
