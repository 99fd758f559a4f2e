import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Facts } from './facts.dto.js';

/** What an act can say: facts, and the two texts of the case itself. */
export type Said = Facts & { description?: string; policyNumber?: string | null };

/** One version of what was said of a case. */
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

  /** What was said, and nothing else. */
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

  /** From when on it was so; null: it corrects whatever was said before. */
  @Column('timestamptz', { nullable: true })
  readonly true_at: Date | null;
}
