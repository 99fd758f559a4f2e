import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventPayloads, EventType } from './events.js';

/** An event, written in the transaction of the change. */
@Entity('outbox')
export class OutboxEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @PrimaryColumn('timestamptz')
  readonly created_at: Date;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid', { nullable: true })
  readonly incident_id: string | null;

  @Column('text')
  readonly audience: 'all' | 'insurer';

  @Column('text')
  readonly type: EventType;

  @Column('smallint')
  readonly v: number;

  @Column('jsonb')
  readonly payload: EventPayloads[EventType];

  @Column('bigint', { nullable: true })
  readonly published_no: number | null;

  @Column('timestamptz', { nullable: true })
  readonly published_at: Date | null;
}
