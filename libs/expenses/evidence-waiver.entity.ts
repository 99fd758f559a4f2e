import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DocumentKind } from '#documents';

/** A waiver of a paper that an expense would need. */
@Entity('evidence_waiver')
export class EvidenceWaiverEntity {
  @PrimaryColumn('uuid')
  readonly expense_id: string;

  @PrimaryColumn('text')
  readonly kind: DocumentKind;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly reason: string;

  @Column('uuid')
  readonly waived_by: string;

  @Column('timestamptz')
  readonly at: Date;
}
