import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A consent of the insurer to an expense before it was spent. */
@Entity('expense_consent')
export class ExpenseConsentEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('bigint')
  readonly ceiling_yen: number;

  @Column('date')
  readonly given_on: string;

  @Column('text')
  readonly reason: string;

  @Column('uuid')
  readonly given_by: string;

  @Column('text')
  readonly acting_as: 'adjuster' | 'senior-adjuster';

  @Column('timestamptz')
  readonly at: Date;

  @Column('uuid', { nullable: true })
  readonly of_consent: string | null;
}
