import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClaimantActKind } from './claimant-act.js';

/** An act about a claimant: demand, consent, settlement, judgment, payment. */
@Entity('claimant_act')
export class ClaimantActEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly claimant_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly kind: ClaimantActKind;

  @Column('bigint')
  readonly yen: number;

  @Column('date')
  readonly on_day: string;

  @Column('uuid', { nullable: true })
  readonly document_id: string | null;

  @Column('text', { nullable: true })
  readonly note: string | null;

  @Column('uuid', { nullable: true })
  readonly entered_by: string | null;

  @Column('timestamptz')
  readonly at: Date;
}
