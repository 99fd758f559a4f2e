import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The act that closed a corrected outlook. */
@Entity('outlook_correction_act')
export class OutlookCorrectionActEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly correction_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid')
  readonly acted_by: string;

  @Column('timestamptz')
  readonly acted_at: Date;

  @Column('text')
  readonly done: string;
}
