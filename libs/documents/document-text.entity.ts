import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The folded forms by which a document is searched: its name, and the beginning of its text. */
@Entity('document_text')
export class DocumentTextEntity {
  @PrimaryColumn('uuid')
  readonly document_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly name_folded: string;

  @Column('text', { array: true })
  readonly name_grams: string[];

  /** Null where the content is no plain text, came before texts were kept, or was erased. */
  @Column('text', { nullable: true })
  readonly text_folded: string | null;

  @Column('text', { array: true, nullable: true })
  readonly text_grams: string[] | null;
}
