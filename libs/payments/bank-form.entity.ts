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

  @Column('text')
  readonly in_column: string;

  @Column('text')
  readonly out_column: string;

  @Column('text', { nullable: true })
  readonly name_column: string | null;

  @Column('text', { nullable: true })
  readonly kind_column: string | null;

  @Column('text', { nullable: true })
  readonly reference_column: string | null;

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly entered_at: Date;
}
