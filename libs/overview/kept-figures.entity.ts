import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Figures that are counted by a worker and kept, each part of one moment. */
@Entity('kept_figures')
export class KeptFiguresEntity {
  @PrimaryColumn('text')
  readonly part: 'overview' | 'department';

  /** The form of `content`: kept figures of another form are not shown. */
  @Column('integer', { nullable: true })
  readonly form: number | null;

  @Column('jsonb', { nullable: true })
  readonly content: object | null;

  @Column('timestamptz', { nullable: true })
  readonly as_of: Date | null;

  @Column('integer', { nullable: true })
  readonly took_ms: number | null;

  @Column('timestamptz')
  readonly due_at: Date;
}
