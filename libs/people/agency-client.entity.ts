import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An institution for which an agency acts, with the first day and the day on which it ends. */
@Entity('agency_client')
export class AgencyClientEntity {
  @Column('uuid')
  readonly agency_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('date')
  readonly from_on: string;

  @Column('date', { nullable: true })
  readonly to_on: string | null;

  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  readonly id: string;
}
