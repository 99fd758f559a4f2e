import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A finding that facts of a case were knowingly false, and its outcome. */
@Entity('false_facts')
export class FalseFactsEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  /** The line with the consent; of a supplement its first line. */
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
