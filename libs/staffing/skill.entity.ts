import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Lane } from '#kernel';

/** A lane that a person can assess, with the first day and the day on which it ends. */
@Entity('skill')
export class SkillEntity {
  @Column('uuid')
  readonly person_id: string;

  @Column('text')
  readonly lane: Lane;

  @Column('date')
  readonly from_on: string;

  @Column('date', { nullable: true })
  readonly to_on: string | null;

  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  readonly id: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  readonly entered_at: Date;
}
