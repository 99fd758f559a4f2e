import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DecisionReason, NamedArticle } from './ruling-reasons.js';

/** The ruling on an expense: amount, reasons and whether it is in force. */
@Entity('ruling')
export class RulingEntity {
  @PrimaryColumn('uuid')
  readonly decision_id: string;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly ruling: 'approved' | 'rejected';

  @Column('bigint')
  readonly amount_yen: number;

  @Column('bigint')
  readonly claimed_yen: number;

  @Column('jsonb')
  readonly reasons: readonly DecisionReason[];

  @Column('jsonb')
  readonly articles: readonly NamedArticle[];

  @Column('text')
  readonly text_ja: string;

  @Column('text', { nullable: true })
  readonly text_en: string | null;

  @Column('timestamptz')
  readonly ruled_at: Date;

  @Column('timestamptz')
  readonly final_at: Date;
}
