import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A time during which the directory lists a facility. */
@Entity('facility_listing')
export class FacilityListingEntity {
  @PrimaryColumn('uuid')
  readonly facility_id: string;

  @PrimaryColumn('date')
  readonly from_on: string;

  @Column('date', { nullable: true })
  readonly to_on: string | null;
}
