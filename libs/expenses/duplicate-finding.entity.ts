import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A finding whether expenses are duplicates. */
@Entity('duplicate_finding')
export class DuplicateFindingEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly finding: 'no-duplicate' | 'duplicate';

  @Column('uuid', { array: true })
  readonly others: readonly string[];

  @Column('text')
  readonly reason: string;

  @Column('uuid')
  readonly found_by: string;

  @Column('timestamptz')
  readonly at: Date;

  @Column('uuid', { nullable: true })
  readonly confirmed_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly confirmed_at: Date | null;
}
