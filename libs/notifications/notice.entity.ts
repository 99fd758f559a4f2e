import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LetterContent } from './letter-content.js';
import type { Addressee, LetterKind } from './letter-words.js';

/** A letter: content, file and how it was drawn. */
@Entity('notice')
export class NoticeEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('bigint')
  readonly no: number;

  @Column('text')
  readonly kind: LetterKind;

  @Column('text')
  readonly about: string;

  @Column('text')
  readonly addressee: Addressee;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('jsonb')
  readonly content: LetterContent;

  @Column('bytea')
  readonly sha256: Buffer;

  @Column('timestamptz')
  readonly written_at: Date;

  @Column('boolean')
  readonly on_paper: boolean;

  @Column('uuid', { nullable: true })
  readonly posted_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly posted_at: Date | null;

  @Column('text', { array: true, nullable: true })
  readonly held_for: readonly string[] | null;

  @Column('jsonb', { nullable: true })
  readonly drawn_as: Readonly<Record<string, string>> | null;

  @Column('uuid', { nullable: true })
  readonly released_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly released_at: Date | null;
}
