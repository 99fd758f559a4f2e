import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Category } from '#coverage';
import type { DocumentKind } from '#documents';

/** The papers that an expense of a category needs. */
@Entity('evidence_requirement')
export class EvidenceRequirementEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly category: Category;

  @Column('text')
  readonly kind: DocumentKind;

  @Column('boolean')
  readonly needed: boolean;

  @Column('text', { nullable: true })
  readonly only_while: 'no-attack-confirmed' | null;

  @Column('date')
  readonly from_on: string;

  @Column('text')
  readonly source: string;

  @Column('uuid', { nullable: true })
  readonly entered_by: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  readonly entered_at: Date;
}
