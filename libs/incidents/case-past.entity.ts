import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An earlier version of a case, or of a row of it, which was valid until a moment. */
@Entity('case_past')
export class CasePastEntity {
  @PrimaryColumn('uuid')
  readonly subject_id: string;

  @PrimaryColumn('timestamptz')
  readonly until: Date;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('jsonb')
  readonly was: unknown;
}
