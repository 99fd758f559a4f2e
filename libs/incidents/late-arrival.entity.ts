import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Expenses or facts that arrived in a case that had ended. */
@Entity('late_arrival')
export class LateArrivalEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly kind: 'expenses' | 'facts';

  @Column('smallint', { array: true, default: () => "'{}'::smallint[]" })
  readonly lines: readonly number[];

  @Column('integer', { nullable: true })
  readonly facts_version: number | null;

  @Column('timestamptz')
  readonly at: Date;

  @Column('text')
  readonly entered_by: string;

  @Column('uuid', { nullable: true })
  readonly noted_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly noted_at: Date | null;

  @Column('text', { nullable: true })
  readonly note: string | null;
}
