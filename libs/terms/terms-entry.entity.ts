import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The kind of an entry. */
export type TermsEntryKind = 'product-terms' | 'parameters' | 'contract-parameters' | 'wording-article';

/** A version of terms, parameters or wording: entered by one person, approved by another. */
@Entity('terms_entry')
export class TermsEntryEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly kind: TermsEntryKind;

  @Column('text')
  readonly subject: string;

  @Column('jsonb')
  readonly content: object;

  @Column('text')
  readonly source: string;

  @Column('date')
  readonly effective_on: string;

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly entered_at: Date;

  @Column('text', { nullable: true })
  readonly decision: 'approved' | 'refused' | null;

  @Column('uuid', { nullable: true })
  readonly decided_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly decided_at: Date | null;

  @Column('text', { nullable: true })
  readonly decision_reason: string | null;
}
