import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CoverageResponse } from '#coverage';
import type { CaseInput } from './case-request.js';
import type { CoverageOutlook, Outlooks, SupportOutlook } from './outlook.js';

/** A stored assessment of a case: input, answer and outlook. */
@Entity('coverage_outlook')
export class CoverageOutlookEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('integer')
  readonly facts_version: number;

  @Column('text')
  readonly outlook: CoverageOutlook;

  @Column('jsonb')
  readonly input: CaseInput;

  @Column('bytea', { nullable: true })
  readonly request_hash: Buffer | null;

  @Column('text', { nullable: true })
  readonly terms_version: string | null;

  @Column('jsonb')
  readonly answer: Outlooks;

  @Column('timestamptz')
  readonly at: Date;

  @Column('jsonb', { nullable: true })
  readonly assessment: CoverageResponse | null;

  @Column('bytea', { nullable: true })
  readonly answer_hash: Buffer | null;

  /** null: a run from before there were two outlooks, which is replayed as it was made then. */
  @Column('text', { nullable: true })
  readonly support_outlook: SupportOutlook | null;
}
