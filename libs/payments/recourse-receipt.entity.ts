import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Money received from recourse. */
@Entity('recourse_receipt')
export class RecourseReceiptEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly recourse_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('bigint')
  readonly yen: number;

  @Column('bigint')
  readonly to_institution_yen: number;

  @Column('date')
  readonly received_on: string;

  @Column('text')
  readonly reference: string;

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly at: Date;
}
