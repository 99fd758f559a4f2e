import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ViewKind, ViewSubject } from './view-log.js';

/** An opening or a download: its subject, its actor and its time. */
@Entity('view_log')
export class ViewLogEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @PrimaryColumn('timestamptz')
  readonly at: Date;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid', { nullable: true })
  readonly incident_id: string | null;

  @Column('text')
  readonly subject: ViewSubject;

  @Column('uuid')
  readonly subject_id: string;

  @Column('text')
  readonly kind: ViewKind;

  @Column('text')
  readonly actor_kind: string;

  @Column('text')
  readonly actor_id: string;

  @Column('text')
  readonly acting_as: string;
}
