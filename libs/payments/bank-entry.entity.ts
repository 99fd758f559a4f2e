import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BankAct } from './bank-entry.dto.js';

/** A bank or branch that is entered by hand, because the shipped directory lacks it or is wrong. */
@Entity('bank_entry')
export class BankEntryEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly bank_code: string;

  @Column('text', { nullable: true })
  readonly branch_code: string | null;

  @Column('text')
  readonly act: BankAct;

  @Column('text', { nullable: true })
  readonly name: string | null;

  /** Half-width, as it stands in a transfer. */
  @Column('text', { nullable: true })
  readonly kana: string | null;

  @Column('date')
  readonly from_on: string;

  @Column('text')
  readonly source: string;

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly entered_at: Date;

  @Column('text', { nullable: true })
  readonly decision: 'confirmed' | 'refused' | null;

  @Column('uuid', { nullable: true })
  readonly decided_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly decided_at: Date | null;

  @Column('text', { nullable: true })
  readonly decision_reason: string | null;
}
