import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InsurerList } from '#kernel';

/** One list as a file: what a person asked for, how far it is, and until when its file is kept. */
@Entity('list_export')
export class ListExportEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly person_id: string;

  @Column('text')
  readonly list: InsurerList;

  @Column('jsonb')
  readonly conditions: Readonly<Record<string, string>>;

  @Column('text', { array: true })
  readonly columns: readonly string[];

  @Column('text')
  readonly format: 'csv' | 'xlsx';

  @Column('text')
  readonly language: 'ja' | 'en';

  @Column('timestamptz')
  readonly asked_at: Date;

  @Column('uuid', { nullable: true })
  readonly claim: string | null;

  @Column('uuid', { array: true, default: () => "'{}'::uuid[]" })
  readonly claims: readonly string[];

  @Column('timestamptz', { nullable: true })
  readonly claimed_at: Date | null;

  @Column('smallint', { default: 0 })
  readonly tries: number;

  @Column('integer', { default: 0 })
  readonly rows_done: number;

  @Column('integer', { nullable: true })
  readonly rows_expected: number | null;

  @Column('timestamptz', { nullable: true })
  readonly ended_at: Date | null;

  @Column('text', { nullable: true })
  readonly failure: string | null;

  @Column('bigint', { nullable: true })
  readonly file_bytes: number | null;

  @Column('bytea', { nullable: true })
  readonly file_hash: Buffer | null;

  @Column('timestamptz', { nullable: true })
  readonly expires_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly erased_at: Date | null;
}
