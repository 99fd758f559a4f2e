import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CheckKind } from './case-check-kinds.js';

/** A check of a case that a person made, with its finding and source. */
@Entity('case_check')
export class CaseCheckEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly kind: CheckKind;

  @Column('text')
  readonly finding: 'clear' | 'issue';

  @Column('text')
  readonly note: string;

  @Column('text')
  readonly source: string;

  @Column('uuid')
  readonly checked_by: string;

  @Column('timestamptz')
  readonly at: Date;
}
