import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BatchState } from './payment-machine.js';

/** Payments that are sent in one file. */
@Entity('payment_batch')
export class PaymentBatchEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('bigint', { default: () => "nextval('payment_batch_number'::regclass)" })
  readonly no: number;

  @Column('text')
  readonly state: BatchState;

  @Column('date')
  readonly transfer_on: string;

  @Column('uuid')
  readonly releaser_id: string;

  @Column('uuid')
  readonly built_by: string;

  @Column('timestamptz')
  readonly built_at: Date;

  @Column('timestamptz', { nullable: true })
  readonly released_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly exported_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly settled_at: Date | null;

  @Column('uuid', { nullable: true })
  readonly cancel_asked_by: string | null;

  @Column('text', { nullable: true })
  readonly cancel_reason: string | null;

  @Column('uuid', { nullable: true })
  readonly cancelled_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly cancelled_at: Date | null;

  @Column('bytea', { nullable: true })
  readonly file_sealed: Buffer | null;

  @Column('bytea', { nullable: true })
  readonly file_hash: Buffer | null;

  @Column('integer', { default: 1 })
  readonly version: number;
}
