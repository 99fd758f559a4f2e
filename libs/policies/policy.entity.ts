import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A group policy. */
@Entity('policy')
export class PolicyEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly number: string;

  @Column('text')
  readonly policyholder: string;

  @Column('boolean')
  readonly is_group: boolean;

  @Column('integer', { default: 1 })
  readonly version: number;

  @Column('timestamptz', { default: () => 'now()' })
  readonly created_at: Date;
}
