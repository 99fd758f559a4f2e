import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Lane } from '#kernel';

/** A lane that a person knows how to assess, from when to when. */
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
