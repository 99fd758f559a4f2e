import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Facts } from './facts.dto.js';

/** The contents of an act: facts, and the two texts of the case. */
export type Said = Facts & { description?: string; policyNumber?: string | null };

/** One act on the facts of a case. */
@Entity('incident_facts')
export class IncidentFactsEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('integer')
  readonly version: number;

  /** The facts of this act alone. */
  @Column('jsonb')
  readonly facts: Said;

  @Column('timestamptz')
  readonly learned_at: Date;

  @Column('text')
  readonly source: string;

  @Column('text', { nullable: true })
  readonly reason: string | null;

  @Column('text')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly recorded_at: Date;

  /** Since when it was so; null: it corrects earlier statements. */
  @Column('timestamptz', { nullable: true })
  readonly true_at: Date | null;
}
