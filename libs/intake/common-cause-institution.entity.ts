import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many cases of an institution belong to a common cause. */
@Entity('common_cause_institution')
export class CommonCauseInstitutionEntity {
  @PrimaryColumn('uuid')
  readonly common_cause_id: string;

  @PrimaryColumn('uuid')
  readonly institution_id: string;

  @Column('integer')
  readonly cases: number;
}
