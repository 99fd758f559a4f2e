import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Coverage } from '#coverage';
import type { PostingKind, Takes } from './buckets.js';

/** One posting of the ledger of limits; postings are added, never changed. */
@Entity('limit_posting')
export class LimitPostingEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly act: string;

  @Column('uuid')
  readonly member_period_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('text')
  readonly kind: PostingKind;

  @Column('text')
  readonly takes: Takes;

  @Column('text')
  readonly coverage: Coverage;

  @Column('bigint')
  readonly yen: number;

  @Column('text')
  readonly reference: string;

  @Column('uuid', { nullable: true })
  readonly ends: string | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  readonly posted_at: Date;
}
