import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A session, stored as the hash of its token. */
@Entity('session')
export class SessionEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('bytea')
  readonly token_hash: Buffer;

  @Column('bytea')
  readonly csrf_hash: Buffer;

  @Column('text')
  readonly kind: 'password' | 'facility' | 'return-code' | 'sso';

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid', { nullable: true })
  readonly person_id: string | null;

  @Column('uuid', { nullable: true })
  readonly facility_code_id: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  readonly created_at: Date;

  @Column('timestamptz')
  readonly expires_at: Date;

  @Column('timestamptz', { nullable: true })
  readonly ended_at: Date | null;

  @Column('text', { nullable: true })
  readonly ended_reason: string | null;
}
