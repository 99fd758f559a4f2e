import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Facts } from './facts.dto.js';

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

  @Column('jsonb')
  readonly facts: Facts;

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

  @Column('timestamptz', { nullable: true })
  readonly true_at: Date | null;
}
