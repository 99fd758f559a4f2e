import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A call about a corrected outlook. */
@Entity('outlook_notice_call')
export class OutlookNoticeCallEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly notice_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid')
  readonly called_by: string;

  @Column('timestamptz')
  readonly called_at: Date;

  @Column('boolean')
  readonly reached: boolean;

  @Column('text')
  readonly note: string;
}
