import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Premises that a member period declares. */
@Entity('declared_premises')
export class DeclaredPremisesEntity {
  @PrimaryColumn('uuid')
  readonly member_period_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @PrimaryColumn('uuid')
  readonly facility_id: string;

  @PrimaryColumn('date')
  readonly from_on: string;

  @Column('date', { nullable: true })
  readonly to_on: string | null;

  @Column('text', { nullable: true })
  readonly to_reason: string | null;
}
