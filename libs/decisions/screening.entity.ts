import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The kinds of subjects whose names are screened. */
export type SubjectKind = 'institution' | 'person' | 'account';

/** A comparison of a name with the watch list, and what it found. */
@Entity('screening')
export class ScreeningEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly subject_kind: SubjectKind;

  @Column('uuid')
  readonly subject_id: string;

  @Column('text')
  readonly occasion: 'proposal' | 'account' | 'release';

  @Column('integer')
  readonly entries: number;

  @Column('timestamptz')
  readonly list_at: Date;

  @Column('uuid', { array: true })
  readonly matched: readonly string[];

  @Column('timestamptz')
  readonly at: Date;

  @Column('text')
  readonly by_actor: string;

  @Column('text', { array: true, nullable: true })
  readonly grounds: readonly string[] | null;
}
