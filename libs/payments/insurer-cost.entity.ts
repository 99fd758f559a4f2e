import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CostState } from './insurer-cost-machine.js';

/** A cost that the insurer itself pays in a case. */
@Entity('insurer_cost')
export class InsurerCostEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('bigint')
  readonly amount_yen: number;

  @Column('text')
  readonly reason: string;

  @Column('uuid')
  readonly account_id: string;

  @Column('text')
  readonly state: CostState;

  @Column('uuid')
  readonly asked_by: string;

  @Column('timestamptz')
  readonly asked_at: Date;

  @Column('uuid', { nullable: true })
  readonly signed_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly signed_at: Date | null;
}
