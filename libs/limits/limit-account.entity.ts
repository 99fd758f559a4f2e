import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The limits of a member period in yen; locked while an act is posted. */
@Entity('limit_account')
export class LimitAccountEntity {
  @PrimaryColumn('uuid')
  readonly member_period_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('bigint')
  readonly liability_limit_yen: number;

  @Column('bigint')
  readonly response_expense_limit_yen: number;

  @Column('timestamptz', { default: () => 'now()' })
  readonly opened_at: Date;
}
