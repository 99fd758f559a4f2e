import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Up to which row names of a table are folded, and by which version. */
@Entity('name_folding')
export class NameFoldingEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('integer')
  readonly version: number;

  @Column('text')
  readonly relation:
    'facility' | 'institution' | 'expense' | 'common_cause' | 'watch_entry' | 'incident' | 'document' | 'person';

  @Column('uuid', { nullable: true })
  readonly after_id: string | null;

  @Column('integer', { default: 0 })
  readonly rows_read: number;

  @Column('integer', { default: 0 })
  readonly rows_changed: number;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  readonly at: Date;

  @Column('timestamptz', { nullable: true })
  readonly done_at: Date | null;
}
