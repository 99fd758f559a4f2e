import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A code with which a reporter returns to one case, stored as its hash. */
@Entity('return_code')
export class ReturnCodeEntity {
  @PrimaryColumn('bytea')
  readonly code_hash: Buffer;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('timestamptz')
  readonly created_at: Date;

  @Column('timestamptz', { nullable: true })
  readonly revoked_at: Date | null;
}
