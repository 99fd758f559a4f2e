import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person who signs in. */
@Entity('person')
export class PersonEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid', { nullable: true })
  readonly agency_id: string | null;

  @Column('text')
  readonly email: string;

  @Column('text')
  readonly display_name: string;

  @Column('timestamptz', { nullable: true })
  readonly left_at: Date | null;

  @Column('boolean', { default: false })
  readonly demonstration: boolean;

  @Column('integer', { default: 1 })
  readonly version: number;

  @Column('timestamptz', { default: () => 'now()' })
  readonly created_at: Date;

  /** The name as `foldLetters` folds it, for the search. */
  @Column('text', { default: () => "''::text" })
  readonly name_folded: string;
}
