import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The folded names by which a case is searched: its reporter's, and the institution's as it was typed. */
@Entity('case_name')
export class CaseNameEntity {
  @PrimaryColumn('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly reporter_folded: string;

  /** Of a report whose institution nobody knew; null for the others, which are found by their institution. */
  @Column('text', { nullable: true })
  readonly typed_folded: string | null;

  @Column('text')
  readonly telephone_folded: string;

  @Column('text', { array: true })
  readonly grams: string[];
}
