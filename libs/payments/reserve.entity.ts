import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The insurer's estimate of a case and lane; versions are added, never changed. */
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
