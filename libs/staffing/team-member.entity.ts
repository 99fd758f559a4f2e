import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person of a team, from when to when. */
@Entity('team_member')
export class TeamMemberEntity {
  @Column('uuid')
  readonly team_id: string;

  @Column('uuid')
  readonly person_id: string;

  @Column('date')
  readonly from_on: string;

  @Column('date', { nullable: true })
  readonly to_on: string | null;

  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  readonly id: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  readonly entered_at: Date;
}
