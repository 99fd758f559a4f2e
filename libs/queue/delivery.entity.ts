import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { QueueName } from '#platform';

/** The subject of deliveries: a case, or without one a person, a policy, an institution or a clock's own row. */
export type Subject = `${'case' | 'person' | 'policy' | 'institution' | 'clock'}:${string}`;

/** An open event for one consumer: queue, subject and ids. */
@Entity('delivery')
export class DeliveryEntity {
  @PrimaryColumn('text')
  readonly consumer: string;

  @PrimaryColumn('uuid')
  readonly event_id: string;

  @PrimaryColumn('timestamptz')
  readonly event_created_at: Date;

  @Column('text')
  readonly queue: QueueName;

  @Column('text')
  readonly subject: Subject;

  @Column('uuid', { array: true, default: () => "'{}'::uuid[]" })
  readonly ids: readonly string[];

  @Column('timestamptz')
  readonly due_at: Date;

  @Column('timestamptz', { nullable: true })
  readonly passed_at: Date | null;

  @Column('smallint', { default: 0 })
  readonly attempts: number;

  @Column('timestamptz', { nullable: true })
  readonly failed_at: Date | null;

  @Column('text', { nullable: true })
  readonly reason: string | null;
}
