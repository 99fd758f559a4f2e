import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Answer } from './gate-answers.js';
import type { DecisionKind, Needs, Signer } from './decision-needs.js';
import type { DecisionReason, KeptBasis } from './decision-reasons.js';

/** A proposal on lines of a case, with its basis and texts. */
@Entity('decision')
export class DecisionEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('smallint')
  readonly no: number;

  @Column('text')
  readonly kind: DecisionKind;

  @Column('bigint')
  readonly amount_yen: number;

  @Column('bigint')
  readonly claimed_yen: number;

  @Column('bigint')
  readonly assessed_yen: number;

  @Column('bigint')
  readonly deductible_yen: number;

  @Column('jsonb')
  readonly reasons: readonly DecisionReason[];

  @Column('jsonb')
  readonly answers: readonly Answer[];

  @Column('text')
  readonly text_ja: string;

  @Column('text', { nullable: true })
  readonly text_en: string | null;

  @Column('jsonb')
  readonly basis: KeptBasis;

  @Column('jsonb')
  readonly needs: Needs & { readonly proposer: Signer };

  @Column('smallint')
  readonly countersigners: number;

  @Column('uuid')
  readonly proposed_by: string;

  @Column('text')
  readonly proposed_as: 'adjuster' | 'senior-adjuster';

  @Column('timestamptz')
  readonly proposed_at: Date;
}
