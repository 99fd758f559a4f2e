import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why a sign-in was refused; the last three causes are found before a password is checked. */
export type RefusalCause = 'wrong-password' | 'no-account' | 'no-role' | 'waiting' | 'code-needed' | 'code-wrong';

/** Refused sign-ins, counted for each hour. */
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
