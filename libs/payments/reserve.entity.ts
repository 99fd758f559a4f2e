import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the insurer expects to pay in a case; it is only added. */
@Entity('reserve')
export class ReserveEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly lane: string;

  @Column('bigint')
  readonly yen: number;

  @Column('text')
  readonly reason: string;

  @Column('uuid')
  readonly author: string;

  @Column('timestamptz')
  readonly at: Date;
}
