import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Failed sign-ins of one address or network, from which the wait before the next follows. */
@Entity('sign_in_attempt')
export class SignInAttemptEntity {
  @PrimaryColumn('bytea')
  readonly bucket: Buffer;

  @Column('timestamptz', { array: true, default: () => "'{}'::timestamp with time zone[]" })
  readonly attempts: readonly Date[];

  @Column('timestamptz')
  readonly last_at: Date;
}
