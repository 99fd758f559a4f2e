import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Mistake } from './return-payment.js';

/** A returned payment, with the reason. */
@Entity('payment_return')
export class PaymentReturnEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly payment_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid')
  readonly account_id: string;

  @Column('date')
  readonly returned_on: string;

  @Column('text')
  readonly reason: string;

  @Column('text')
  readonly mistake: Mistake;

  @Column('uuid', { nullable: true })
  readonly recorded_by: string | null;

  @Column('timestamptz')
  readonly asked_at: Date;

  @Column('date', { nullable: true })
  readonly confirmed_on: string | null;
}
