import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Facts of a case that are held false, and how that ended. */
@Entity('false_facts')
export class FalseFactsEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  /** The line that was agreed to; a supplement stands under its first line. */
  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly reason: string;

  @Column('uuid')
  readonly asked_by: string;

  @Column('timestamptz')
  readonly asked_at: Date;

  /** null: it waits for a second senior-adjuster. */
  @Column('text', { nullable: true })
  readonly ended: 'signed' | 'dropped' | null;

  @Column('uuid', { nullable: true })
  readonly ended_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly ended_at: Date | null;
}
