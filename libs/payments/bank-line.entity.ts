import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of a bank's file, and what was done with it. */
@Entity('bank_line')
export class BankLineEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly file_id: string;

  @Column('integer')
  readonly line: number;

  @Column('text')
  readonly kind: 'result' | 'credit';

  @Column('date')
  readonly on_day: string;

  @Column('bigint')
  readonly yen: number;

  @Column('bigint', { nullable: true })
  readonly payment_no: number | null;

  @Column('text', { nullable: true })
  readonly outcome: 'paid' | 'failed' | null;

  @Column('text', { nullable: true })
  readonly note: string | null;

  @Column('uuid', { nullable: true })
  readonly payment_id: string | null;

  @Column('uuid', { nullable: true })
  readonly repayment_id: string | null;

  @Column('text', { nullable: true })
  readonly fault: string | null;

  @Column('uuid', { nullable: true })
  readonly settled_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly settled_at: Date | null;

  @Column('text', { nullable: true })
  readonly settled_reason: string | null;
}
