import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many cases and institutions a common cause has, in parts that are counted apart; kept by increments. */
@Entity('common_cause_count')
export class CommonCauseCountEntity {
  @PrimaryColumn('uuid')
  readonly common_cause_id: string;

  @PrimaryColumn('smallint')
  readonly part: number;

  @Column('integer')
  readonly cases: number;

  @Column('integer')
  readonly institutions: number;
}
