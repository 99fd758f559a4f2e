import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A right against a third party who caused the loss. */
@Entity('recourse')
export class RecourseEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly against: string;

  @Column('bigint')
  readonly loss_yen: number;

  @Column('bigint')
  readonly sought_yen: number;

  @Column('text', { nullable: true })
  readonly note: string | null;

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly entered_at: Date;
}
