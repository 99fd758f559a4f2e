import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A line of a case's timeline; data carries codes, ids and figures. */
@Entity('timeline_entry')
export class TimelineEntryEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('timestamptz')
  readonly at: Date;

  @Column('text')
  readonly kind: string;

  @Column('text')
  readonly audience: 'all' | 'insurer';

  @Column('jsonb')
  readonly data: Readonly<Record<string, unknown>>;
}
