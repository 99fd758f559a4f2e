import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A one-time link to set a password, stored as its hash. */
@Entity('invitation')
export class InvitationEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly person_id: string;

  @Column('bytea')
  readonly token_hash: Buffer;

  @Column('text')
  readonly made_by: string;

  @Column('timestamptz')
  readonly created_at: Date;

  @Column('timestamptz')
  readonly expires_at: Date;

  @Column('timestamptz', { nullable: true })
  readonly used_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly voided_at: Date | null;
}
