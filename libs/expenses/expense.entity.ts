import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Category } from '#coverage';
import type { Lane } from '#kernel';
import type { Phase } from '#incidents';
import type { ExpenseFlags, ExpenseState, ForeignBill } from './expense.js';

/** One line of cost that an institution claims. */
@Entity('expense')
export class ExpenseEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('smallint')
  readonly line: number;

  @Column('integer')
  readonly version: number;

  @Column('text')
  readonly state: ExpenseState;

  @Column('text')
  readonly category: Category;

  @Column('text')
  readonly lane: Lane;

  @Column('bigint')
  readonly amount_yen: number;

  @Column('bigint')
  readonly tax_yen: number;

  @Column('date')
  readonly incurred_on: string;

  @Column('text', { nullable: true })
  readonly vendor_name: string | null;

  @Column('text', { nullable: true })
  readonly vendor_folded: string | null;

  @Column('text', { nullable: true })
  readonly invoice_number: string | null;

  @Column('text', { nullable: true })
  readonly description: string | null;

  @Column('jsonb')
  readonly flags: ExpenseFlags;

  @Column('text')
  readonly phase: Phase;

  @Column('uuid', { nullable: true })
  readonly entered_by: string | null;

  @Column('timestamptz')
  readonly submitted_at: Date;

  /** The line it was split off. */
  @Column('uuid', { nullable: true })
  readonly part_of: string | null;

  /** The line that it supplements. */
  @Column('uuid', { nullable: true })
  readonly supplements: string | null;

  @Column('uuid', { nullable: true })
  readonly pre_approval_id: string | null;

  @Column('jsonb', { nullable: true })
  readonly foreign_bill: ForeignBill | null;

  /** Of damages: the claimant. */
  @Column('uuid', { nullable: true })
  readonly claimant_id: string | null;

  /** Of damages: the payee. */
  @Column('text', { nullable: true })
  readonly pay_to: 'institution' | 'victim' | null;

  /** The line that it replaced when that line's case was merged into this one. */
  @Column('uuid', { nullable: true })
  readonly entered_from: string | null;
}

/** The row of an expense as it is first written; the institution is given separately. */
export type ExpenseRow = Omit<ExpenseEntity, 'institution_id' | 'submitted_at'> & { readonly submitted_at: string };
