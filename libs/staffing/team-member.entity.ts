import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A member of a team, with the first day and the day on which it ends. */
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
