import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a person answered to a gate that the engine leaves open. */
@Entity('gate_answer')
export class GateAnswerEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly decision_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly code: string;

  @Column('text')
  readonly answer: 'covered' | 'not-covered';

  @Column('text')
  readonly reason: string;

  @Column('bytea')
  readonly rests_on: Buffer;

  @Column('uuid')
  readonly answered_by: string;

  @Column('timestamptz')
  readonly at: Date;
}
