import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Lane } from '#kernel';

/** The yen up to which a person may decide alone in a lane, with the first day and the day on which it ends. */
@Entity('authority')
export class AuthorityEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly person_id: string;

  @Column('text')
  readonly lane: Lane;

  @Column('bigint')
  readonly yen: number;

  @Column('date')
  readonly from_on: string;

  @Column('date', { nullable: true })
  readonly to_on: string | null;

  @Column('uuid')
  readonly entered_by: string;
}
