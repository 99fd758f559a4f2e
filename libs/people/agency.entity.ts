import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An agency that reports for its clients. */
@Entity('agency')
export class AgencyEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly name: string;
}
