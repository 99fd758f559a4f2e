import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CallOutcome, CallPurpose } from './desk-call.dto.js';

/** A call of the desk to an institution about a case. */
@Entity('desk_call')
export class DeskCallEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly purpose: CallPurpose;

  @Column('text')
  readonly outcome: CallOutcome;

  @Column('timestamptz', { nullable: true })
  readonly called_at: Date | null;

  @Column('text', { nullable: true })
  readonly note: string | null;

  @Column('uuid', { nullable: true })
  readonly recorded_by: string | null;

  @Column('timestamptz')
  readonly recorded_at: Date;
}
