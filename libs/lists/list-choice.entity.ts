import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InsurerList } from '#kernel';

/** The columns that a person chose of a list. */
@Entity('list_choice')
export class ListChoiceEntity {
  @PrimaryColumn('uuid')
  readonly person_id: string;

  @PrimaryColumn('text')
  readonly list: InsurerList;

  @Column('text', { array: true })
  readonly columns: readonly string[];
}
