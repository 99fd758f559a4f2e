import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A case that a session of a facility sees. */
@Entity('session_case')
export class SessionCaseEntity {
  @PrimaryColumn('uuid')
  readonly session_id: string;

  @PrimaryColumn('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;
}
