import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The decision of a person on a match. */
@Entity('screening_outcome')
export class ScreeningOutcomeEntity {
  @PrimaryColumn('uuid')
  readonly screening_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly outcome: 'cleared' | 'confirmed';

  @Column('text')
  readonly compliance: string;

  @Column('text')
  readonly reason: string;

  @Column('uuid')
  readonly decided_by: string;

  @Column('timestamptz')
  readonly at: Date;
}
