import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Lane } from '#kernel';

/** A lane: its lead and the time limit of its work. */
@Entity('lane')
export class LaneEntity {
  @PrimaryColumn('text')
  readonly lane: Lane;

  @Column('uuid', { nullable: true })
  readonly team_id: string | null;

  @Column('uuid', { nullable: true })
  readonly lead_id: string | null;

  @Column('integer')
  readonly limit_minutes: number;

  @Column('integer', { default: 1 })
  readonly version: number;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  readonly team_entered_at: Date;
}
