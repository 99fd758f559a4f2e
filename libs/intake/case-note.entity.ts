import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A note of the insurer on a case: never shown outside, never changed. */
@Entity('case_note')
export class CaseNoteEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly text: string;

  @Column('uuid')
  readonly written_by: string;

  @Column('timestamptz')
  readonly written_at: Date;
}
