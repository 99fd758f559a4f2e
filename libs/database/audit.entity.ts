import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One entry of the chained audit; only the owner's function adds one. */
@Entity('audit')
export class AuditEntity {
  @PrimaryColumn('text')
  readonly chain: string;

  @PrimaryColumn('bigint')
  readonly seq: number;

  @PrimaryColumn('timestamptz')
  readonly at: Date;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid', { nullable: true })
  readonly incident_id: string | null;

  @Column('text')
  readonly actor_kind: string;

  @Column('text')
  readonly actor_id: string;

  @Column('text')
  readonly acting_as: string;

  @Column('text')
  readonly action: string;

  @Column('text')
  readonly subject: string;

  @Column('bytea', { nullable: true })
  readonly before_hash: Buffer | null;

  @Column('bytea', { nullable: true })
  readonly after_hash: Buffer | null;

  @Column('text', { nullable: true })
  readonly reason: string | null;

  @Column('bytea')
  readonly entry_hash: Buffer;

  @Column('bytea')
  readonly hash: Buffer;
}
