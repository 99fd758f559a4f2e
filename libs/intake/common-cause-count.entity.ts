import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Counts of the cases and institutions of a common cause, in parts that are incremented separately. */
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
