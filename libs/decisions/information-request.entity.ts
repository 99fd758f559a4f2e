import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A question to the institution about an expense, and its answer. */
@Entity('information_request')
export class InformationRequestEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly question: string;

  @Column('uuid')
  readonly asked_by: string;

  @Column('timestamptz')
  readonly asked_at: Date;

  @Column('date')
  readonly due_on: string;

  @Column('smallint', { default: 0 })
  readonly reminders: number;

  @Column('timestamptz', { nullable: true })
  readonly remind_at: Date | null;

  @Column('text', { nullable: true })
  readonly answer: string | null;

  @Column('uuid', { nullable: true })
  readonly answered_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly answered_at: Date | null;

  @Column('uuid', { nullable: true })
  readonly closed_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly closed_at: Date | null;
}
