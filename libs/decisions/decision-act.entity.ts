import type { NamedArticle } from '#expenses';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was done with a decision: signed, sent back, dropped. */
@Entity('decision_act')
export class DecisionActEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly decision_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly kind: 'countersigned' | 'sent-back' | 'taken-back' | 'undone' | 'reversed';

  @Column('uuid')
  readonly person_id: string;

  @Column('text')
  readonly acting_as: 'adjuster' | 'senior-adjuster';

  @Column('jsonb', { default: () => "'[]'::jsonb" })
  readonly articles: readonly NamedArticle[];

  @Column('text', { nullable: true })
  readonly note: string | null;

  @Column('timestamptz')
  readonly at: Date;
}
