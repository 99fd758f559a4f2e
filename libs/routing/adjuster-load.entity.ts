import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The number of an adjuster's open work items; routing locks it. */
@Entity('adjuster_load')
export class AdjusterLoadEntity {
  @PrimaryColumn('uuid')
  readonly person_id: string;

  @Column('integer', { default: 0 })
  readonly open_items: number;

  @Column('timestamptz', { nullable: true })
  readonly last_idle_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly freed_at: Date | null;
}
