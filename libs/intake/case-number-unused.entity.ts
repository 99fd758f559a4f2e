import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UnusedReason } from './unused-numbers.js';

/** A case number that no case has, and why. */
@Entity('case_number_unused')
export class CaseNumberUnusedEntity {
  @PrimaryColumn('bigint')
  readonly first: number;

  @Column('bigint')
  readonly last: number;

  @Column('text')
  readonly reason: UnusedReason;

  @Column('timestamptz')
  readonly at: Date;

  @Column('uuid', { nullable: true })
  readonly answered_by: string | null;

  @Column('text', { nullable: true })
  readonly failure: string | null;
}
