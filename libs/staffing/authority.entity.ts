import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Lane } from '#kernel';

/** Up to how many yen a person decides in a lane, from when to when. */
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
