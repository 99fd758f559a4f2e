import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A case number that no case has, and why. */
@Entity('case_number_unused')
export class CaseNumberUnusedEntity {
  @PrimaryColumn('bigint')
  readonly first: number;

  @Column('bigint')
  readonly last: number;

  @Column('text')
  readonly reason: 'reported-already' | 'not-written' | 'process-ended';

  @Column('timestamptz')
  readonly at: Date;

  @Column('uuid', { nullable: true })
  readonly answered_by: string | null;

  /** The SQLSTATE of the error with which the write of the report ended. */
  @Column('text', { nullable: true })
  readonly failure: string | null;
}
