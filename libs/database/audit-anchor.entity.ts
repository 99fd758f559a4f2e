import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A moment at which the heads of all chains were anchored. */
@Entity('audit_anchor')
export class AuditAnchorEntity {
  /** Numbered by the database. */
  @PrimaryColumn('bigint', { insert: false, update: false })
  readonly id: number;

  @Column('timestamptz')
  readonly at: Date;

  @Column('bigint')
  readonly heads: number;

  @Column('bytea')
  readonly heads_hash: Buffer;

  @Column('timestamptz', { nullable: true })
  readonly exported_at: Date | null;
}
