import { Column, Entity, PrimaryColumn } from 'typeorm';

/** From when to when a facility stands in the directory. */
@Entity('facility_listing')
export class FacilityListingEntity {
  @PrimaryColumn('uuid')
  readonly facility_id: string;

  @PrimaryColumn('date')
  readonly from_on: string;

  @Column('date', { nullable: true })
  readonly to_on: string | null;
}
