import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Closing, ImportRunState } from './move-import-run.js';

/** An import of a file, with its counts and its end. */
@Entity('import_run')
export class ImportRunEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly what: 'facilities' | 'institutions' | 'policies' | 'veris';

  @Column('text')
  readonly file_name: string;

  @Column('bytea')
  readonly file_hash: Buffer;

  @Column('bigint')
  readonly file_bytes: number;

  @Column('text')
  readonly encoding: string;

  @Column('date')
  readonly as_of: string;

  @Column('smallint', { array: true })
  readonly prefectures: readonly number[];

  @Column('text')
  readonly by_kind: string;

  @Column('text')
  readonly by_id: string;

  @Column('timestamptz')
  readonly begun_at: Date;

  @Column('timestamptz', { nullable: true })
  readonly ended_at: Date | null;

  @Column('text')
  readonly state: ImportRunState;

  @Column('text')
  readonly closing: Closing;

  @Column('integer', { default: 0 })
  readonly rows_read: number;

  @Column('integer', { default: 0 })
  readonly rows_new: number;

  @Column('integer', { default: 0 })
  readonly rows_changed: number;

  @Column('integer', { default: 0 })
  readonly rows_same: number;

  @Column('integer', { default: 0 })
  readonly rows_repeated: number;

  @Column('integer', { default: 0 })
  readonly rows_refused: number;

  @Column('integer', { default: 0 })
  readonly closed: number;

  @Column('integer', { default: 0 })
  readonly reopened: number;
}
