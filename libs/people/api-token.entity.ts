import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A token with which a program acts as its person, stored as its hash. */
@Entity('api_token')
export class ApiTokenEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly person_id: string;

  @Column('bytea')
  readonly token_hash: Buffer;

  @Column('text', { array: true })
  readonly scopes: readonly string[];

  @Column('timestamptz')
  readonly created_at: Date;

  @Column('timestamptz', { nullable: true })
  readonly expires_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly revoked_at: Date | null;
}
