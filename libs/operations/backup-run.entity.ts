import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A run of the backup, and its outcome. */
@Entity('backup_run')
export class BackupRunEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly name: string;

  @Column('timestamptz')
  readonly started_at: Date;

  @Column('timestamptz')
  readonly ended_at: Date;

  @Column('timestamptz', { nullable: true })
  readonly snapshot_at: Date | null;

  @Column('bigint', { nullable: true })
  readonly size_bytes: number | null;

  @Column('bigint', { nullable: true })
  readonly row_total: number | null;

  @Column('bigint', { nullable: true })
  readonly document_total: number | null;

  @Column('bigint', { nullable: true })
  readonly missing_total: number | null;

  @Column('bigint', { nullable: true })
  readonly case_base: number | null;

  @Column('text', { nullable: true })
  readonly failure: string | null;
}
