import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why somebody was not let in; the last three before a password was looked at. */
export type RefusalCause = 'wrong-password' | 'no-account' | 'no-role' | 'waiting' | 'code-needed' | 'code-wrong';

/** Refused sign-ins by the hour. */
@Entity('sign_in_refusal')
export class SignInRefusalEntity {
  @Column('uuid', { nullable: true })
  readonly person_id: string | null;

  @Column('cidr', { nullable: true })
  readonly network: string | null;

  @PrimaryColumn('text')
  readonly cause: RefusalCause;

  @PrimaryColumn('timestamptz')
  readonly hour: Date;

  @Column('integer')
  readonly times: number;

  @Column('timestamptz')
  readonly last_at: Date;
}
