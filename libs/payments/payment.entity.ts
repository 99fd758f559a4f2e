import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PaymentState } from './payment-machine.js';

/** One transfer, with its interest and state. */
@Entity('payment')
export class PaymentEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('bigint', { default: () => "nextval('payment_number'::regclass)" })
  readonly no: number;

  @Column('uuid', { nullable: true })
  readonly decision_id: string | null;

  @Column('uuid', { nullable: true })
  readonly expense_id: string | null;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid')
  readonly account_id: string;

  @Column('bigint')
  readonly amount_yen: number;

  @Column('bigint', { default: 0 })
  readonly interest_yen: number;

  @Column('date')
  readonly complete_on: string;

  @Column('date')
  readonly pay_by: string;

  @Column('text')
  readonly state: PaymentState;

  @Column('uuid', { nullable: true })
  readonly batch_id: string | null;

  @Column('date', { nullable: true })
  readonly settled_on: string | null;

  @Column('date', { nullable: true })
  readonly returned_on: string | null;

  @Column('text', { nullable: true })
  readonly return_reason: string | null;

  @Column('timestamptz')
  readonly scheduled_at: Date;

  @Column('integer', { default: 1 })
  readonly version: number;

  @Column('uuid', { nullable: true })
  readonly cost_id: string | null;

  @Column('date')
  readonly last_day: string;
}
