import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The password of a person, stored as its hash. */
@Entity('credential')
export class CredentialEntity {
  @PrimaryColumn('uuid')
  readonly person_id: string;

  @Column('text', { nullable: true })
  readonly password_hash: string | null;

  @Column('timestamptz')
  readonly changed_at: Date;
}
