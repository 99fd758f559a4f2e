import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person or body that claims damages from the institution. */
@Entity('claimant')
export class ClaimantEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('smallint')
  readonly no: number;

  @Column('text')
  readonly name: string;

  @Column('uuid', { nullable: true })
  readonly entered_by: string | null;

  @Column('timestamptz')
  readonly entered_at: Date;
}
