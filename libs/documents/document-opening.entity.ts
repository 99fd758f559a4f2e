import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The opening of a document with its password, by a person of the insurer. */
@Entity('document_opening')
export class DocumentOpeningEntity {
  @PrimaryColumn('uuid')
  readonly document_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('date')
  readonly password_on: string;

  @Column('uuid')
  readonly opened_by: string;

  @Column('timestamptz')
  readonly opened_at: Date;
}
