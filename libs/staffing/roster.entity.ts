import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RosterKind } from './duty-line.js';

/** A time in which a person is on duty or on call. */
@Entity('roster')
export class RosterEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly person_id: string;

  @Column('timestamptz')
  readonly from_at: Date;

  @Column('timestamptz')
  readonly to_at: Date;

  @Column('integer')
  readonly capacity: number;

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz', { nullable: true })
  readonly ended_at: Date | null;

  @Column('text', { default: () => "'duty'::text" })
  readonly kind: RosterKind;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  readonly entered_at: Date;
}
