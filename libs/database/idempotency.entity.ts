import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The stored answer of a command, by its key. */
@Entity('idempotency')
export class IdempotencyEntity {
  @PrimaryColumn('text')
  readonly actor: string;

  @PrimaryColumn('text')
  readonly key: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('bytea')
  readonly request_hash: Buffer;

  @Column('smallint')
  readonly status: number;

  @Column('jsonb', { nullable: true })
  readonly answer: unknown;

  @Column('timestamptz', { default: () => 'now()' })
  readonly created_at: Date;
}
