import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Names under which a facility is or was found. */
@Entity('facility_name')
export class FacilityNameEntity {
  @PrimaryColumn('uuid')
  readonly facility_id: string;

  @Column('text')
  readonly name: string;

  @PrimaryColumn('date')
  readonly from_on: string;
}
