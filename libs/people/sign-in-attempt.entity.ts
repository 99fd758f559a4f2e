import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Sign-ins that failed for one address or network, for the wait before the next. */
@Entity('sign_in_attempt')
export class SignInAttemptEntity {
  @PrimaryColumn('bytea')
  readonly bucket: Buffer;

  @Column('timestamptz', { array: true, default: () => "'{}'::timestamp with time zone[]" })
  readonly attempts: readonly Date[];

  @Column('timestamptz')
  readonly last_at: Date;
}
