import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A payment as it stands in the file of a batch. */
@Entity('payment_batch_line')
export class PaymentBatchLineEntity {
  @PrimaryColumn('uuid')
  readonly batch_id: string;

  @PrimaryColumn('uuid')
  readonly payment_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid')
  readonly account_id: string;

  @Column('bigint')
  readonly amount_yen: number;

  @Column('bigint')
  readonly interest_yen: number;
}
