import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The bank's result of a transfer, money that came in, money that went out. */
export type BankLineKind = 'result' | 'credit' | 'debit';

/** What a person took an open line for. */
export const lineTakings = ['settlement', 'return', 'repayment', 'other'] as const;
export type LineTaking = (typeof lineTakings)[number];

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
  readonly kind: BankLineKind;

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

  /** The insurer's account; '' while none is entered, null where the release before entered the line. */
  @Column('text', { nullable: true })
  readonly account: string | null;

  /** Among equal lines, from 1. */
  @Column('integer', { default: 1 })
  readonly nth: number;

  /** The bank's own number of the line. */
  @Column('text', { nullable: true })
  readonly reference: string | null;

  /** The batch that an outgoing sum paid. */
  @Column('uuid', { nullable: true })
  readonly batch_id: string | null;

  @Column('text', { nullable: true })
  readonly settled_as: LineTaking | null;

  @Column('uuid', { nullable: true })
  readonly settled_payment_id: string | null;

  @Column('uuid', { nullable: true })
  readonly settled_repayment_id: string | null;

  /** Of the cells of its row in a list, whatever its columns are assigned to. */
  @Column('text', { nullable: true })
  readonly row_hash: string | null;
}
