import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How the CSV of a bank is read: the headings of its columns. */
@Entity('bank_form')
export class BankFormEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  /** The insurer's account. */
  @Column('text')
  readonly account: string;

  @Column('text')
  readonly name: string;

  @Column('text')
  readonly day_column: string;

  /** With `out_column`, or neither: then `amount_column` has both ways. */
  @Column('text', { nullable: true })
  readonly in_column: string | null;

  @Column('text', { nullable: true })
  readonly out_column: string | null;

  @Column('text', { nullable: true })
  readonly name_column: string | null;

  @Column('text', { nullable: true })
  readonly kind_column: string | null;

  @Column('text', { nullable: true })
  readonly reference_column: string | null;

  @Column('text', { nullable: true })
  readonly amount_column: string | null;

  /** null: an amount says by its sign which way it went. */
  @Column('text', { nullable: true })
  readonly direction_column: string | null;

  @Column('text', { array: true, default: () => "'{}'::text[]" })
  readonly in_words: string[];

  @Column('text', { array: true, default: () => "'{}'::text[]" })
  readonly out_words: string[];

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly entered_at: Date;
}
