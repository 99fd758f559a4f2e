import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The insurer's account from which transfers are made. */
@Entity('originating_account')
export class OriginatingAccountEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly requester_code: string;

  @Column('text')
  readonly requester_name: string;

  @Column('text')
  readonly bank_code: string;

  @Column('text')
  readonly bank_name: string;

  @Column('text')
  readonly branch_code: string;

  @Column('text')
  readonly branch_name: string;

  @Column('text')
  readonly account_type: '1' | '2' | '9';

  @Column('text')
  readonly account_number: string;

  @Column('text')
  readonly line_end: 'none' | 'crlf';

  @Column('boolean')
  readonly end_of_file: boolean;

  @Column('smallint')
  readonly lead_days: number;

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly entered_at: Date;
}
