import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ExtensionGround } from './payment-clock.js';

/** A longer time to pay, with its legal ground and notice. */
@Entity('payment_extension')
export class PaymentExtensionEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly ground: ExtensionGround;

  @Column('text')
  readonly reason: string;

  @Column('text')
  readonly notice: string;

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly noticed_at: Date;
}
