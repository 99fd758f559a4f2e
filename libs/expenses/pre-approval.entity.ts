import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Category } from '#coverage';
import type { CodedText } from '#kernel';
import type { Phase } from '#incidents';
import type { StoredPreApprovalState } from './pre-approval-state.js';

/** A request for consent before money is spent, and its answer. */
@Entity('pre_approval')
export class PreApprovalEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('smallint')
  readonly no: number;

  @Column('text')
  readonly category: Category;

  @Column('text')
  readonly phase: Phase;

  @Column('text', { nullable: true })
  readonly vendor_name: string | null;

  @Column('bigint')
  readonly amount_yen: number;

  @Column('text')
  readonly description: string;

  @Column('text')
  readonly state: StoredPreApprovalState;

  @Column('uuid', { nullable: true })
  readonly requested_by: string | null;

  @Column('timestamptz')
  readonly requested_at: Date;

  @Column('timestamptz')
  readonly answer_due_at: Date;

  @Column('uuid', { nullable: true })
  readonly answered_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly answered_at: Date | null;

  @Column('text', { nullable: true })
  readonly text_ja: string | null;

  @Column('text', { nullable: true })
  readonly text_en: string | null;

  @Column('bigint', { nullable: true })
  readonly ceiling_yen: number | null;

  @Column('date', { nullable: true })
  readonly lapses_on: string | null;

  @Column('integer', { default: 1 })
  readonly version: number;

  @Column('text', { nullable: true })
  readonly answered_as: 'support' | 'adjuster' | 'senior-adjuster' | null;

  /**
   * Of an approval: what the limits had left, after everything paid, held, ordered and pre-approved; null where no
   * policy was known.
   */
  @Column('bigint', { nullable: true })
  readonly left_yen: number | null;

  @Column('text', { nullable: true })
  readonly outlook: string | null;

  /** The notes of the answer, as they were shown. */
  @Column('jsonb', { default: () => "'[]'::jsonb" })
  readonly notes: readonly CodedText[];
}
