import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Addresses at which a facility is or was found. */
@Entity('facility_address')
export class FacilityAddressEntity {
  @PrimaryColumn('uuid')
  readonly facility_id: string;

  @Column('text', { nullable: true })
  readonly postal_code: string | null;

  @Column('text', { nullable: true })
  readonly address: string | null;

  @PrimaryColumn('date')
  readonly from_on: string;
}
