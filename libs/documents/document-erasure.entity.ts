import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The erasure of a document's content: asked for, confirmed, done. */
@Entity('document_erasure')
export class DocumentErasureEntity {
  @PrimaryColumn('uuid')
  readonly document_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly reason: string;

  @Column('uuid')
  readonly asked_by: string;

  @Column('timestamptz')
  readonly asked_at: Date;

  @Column('uuid', { nullable: true })
  readonly confirmed_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly confirmed_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly erased_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly erase_after: Date | null;

  @Column('integer', { default: 0 })
  readonly erase_tries: number;
}
