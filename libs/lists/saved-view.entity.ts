import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InsurerList } from '#kernel';

/** A view of a list with a name: its conditions and order as in the address of the page, and its columns. */
@Entity('saved_view')
export class SavedViewEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly person_id: string;

  @Column('text')
  readonly list: InsurerList;

  @Column('text')
  readonly name: string;

  @Column('text')
  readonly search: string;

  @Column('text', { array: true, nullable: true })
  readonly columns: readonly string[] | null;

  @Column('boolean')
  readonly is_shared: boolean;

  @Column('timestamptz')
  readonly changed_at: Date;

  @Column('integer', { default: 1 })
  readonly version: number;
}
