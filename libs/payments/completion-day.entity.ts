import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The day on which a claim was complete, as a senior adjuster set it, with what was missing until then. */
@Entity('completion_day')
export class CompletionDayEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('date')
  readonly complete_on: string;

  @Column('text')
  readonly missing: string;

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly noticed_at: Date;
}
