import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DocumentAudience, DocumentKind } from './document.js';

/** A document of a case: the facts of its file and its checks. */
@Entity('document')
export class DocumentEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly kind: DocumentKind;

  @Column('text')
  readonly file_name: string;

  @Column('text')
  readonly media_type: string;

  @Column('bigint')
  readonly size_bytes: number;

  @Column('bytea')
  readonly sha256: Buffer;

  @Column('text')
  readonly audience: DocumentAudience;

  @Column('text')
  readonly scan: 'clean' | 'not-scanned';

  @Column('date')
  readonly received_on: string;

  @Column('uuid', { nullable: true })
  readonly uploaded_by: string | null;

  @Column('text')
  readonly uploaded_as: string;

  @Column('timestamptz')
  readonly uploaded_at: Date;

  /** The file can be neither read nor scanned without a password. */
  @Column('boolean', { default: false })
  readonly needs_password: boolean;
}
