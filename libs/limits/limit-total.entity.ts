import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Coverage } from '#coverage';
import type { Takes } from './buckets.js';

/** What is held and consumed in a member period, one row for each bucket. */
@Entity('limit_total')
export class LimitTotalEntity {
  @PrimaryColumn('uuid')
  readonly member_period_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @PrimaryColumn('text')
  readonly takes: Takes;

  @PrimaryColumn('text')
  readonly coverage: Coverage;

  @PrimaryColumn('text')
  readonly kind: 'hold' | 'consume' | 'order';

  @Column('bigint')
  readonly yen: number;
}
