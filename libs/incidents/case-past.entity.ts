import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What of a case, or of what hangs on it, stood until a moment. */
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
