import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A wrong outlook that was shown, and its correction. */
@Entity('outlook_correction')
export class OutlookCorrectionEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly told: 'amber' | 'red';

  @Column('timestamptz')
  readonly told_from: Date;

  @Column('timestamptz')
  readonly told_until: Date;

  @Column('timestamptz')
  readonly corrected_at: Date;
}
