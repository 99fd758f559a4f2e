import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CodedText } from '#kernel';
import type { Service, StoredSupportState } from './support-request.js';

/** A request for emergency support, with its state. */
@Entity('support_request')
export class SupportRequestEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly service: Service;

  @Column('text')
  readonly state: StoredSupportState;

  @Column('jsonb')
  readonly reasons: readonly CodedText[];

  @Column('uuid', { nullable: true })
  readonly outlook_id: string | null;

  @Column('uuid', { nullable: true })
  readonly opened_by: string | null;

  @Column('text', { nullable: true })
  readonly opened_reason: string | null;

  @Column('integer', { default: 1 })
  readonly version: number;

  @Column('timestamptz')
  readonly created_at: Date;

  @Column('timestamptz')
  readonly changed_at: Date;
}
