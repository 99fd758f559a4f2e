import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Days on which the clock of a payment stands still, and why. */
@Entity('clock_suspension')
export class ClockSuspensionEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('date')
  readonly from_on: string;

  @Column('date', { nullable: true })
  readonly to_on: string | null;

  @Column('text')
  readonly reason: string;

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly entered_at: Date;
}
