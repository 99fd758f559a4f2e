import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A block of case numbers that a process took. */
@Entity('case_number_block')
export class CaseNumberBlockEntity {
  @PrimaryColumn('bigint')
  readonly first: number;

  @Column('timestamptz')
  readonly drawn_at: Date;

  @Column('uuid')
  readonly process: string;
}
