import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A decided line with the engine's answer. */
@Entity('statement_line')
export class StatementLineEntity {
  @PrimaryColumn('uuid')
  readonly decision_id: string;

  @PrimaryColumn('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('boolean')
  readonly is_new: boolean;

  @Column('jsonb')
  readonly figures: object;

  @Column('bigint')
  readonly engine_yen: number;
}
