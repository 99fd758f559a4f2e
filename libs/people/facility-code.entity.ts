import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A code with which people at an institution report without an account, stored as its hash. */
@Entity('facility_code')
export class FacilityCodeEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('bytea')
  readonly code_hash: Buffer;

  @Column('text', { nullable: true })
  readonly label: string | null;

  @Column('timestamptz')
  readonly created_at: Date;

  @Column('timestamptz', { nullable: true })
  readonly revoked_at: Date | null;
}
