import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The link of a paper to an expense that it proves. */
@Entity('expense_evidence')
export class ExpenseEvidenceEntity {
  @PrimaryColumn('uuid')
  readonly expense_id: string;

  @PrimaryColumn('uuid')
  readonly document_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid', { nullable: true })
  readonly linked_by: string | null;

  @Column('timestamptz')
  readonly at: Date;
}
