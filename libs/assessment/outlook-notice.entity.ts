import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A notice of a corrected outlook to an institution or an agency. */
@Entity('outlook_notice')
export class OutlookNoticeEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly correction_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid', { nullable: true })
  readonly agency_id: string | null;

  @Column('timestamptz')
  readonly created_at: Date;

  @Column('text', { nullable: true })
  readonly read_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly read_at: Date | null;
}
