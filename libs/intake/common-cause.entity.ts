import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A cause that several cases may share: a vendor, a product, a place. */
@Entity('common_cause')
export class CommonCauseEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly name: string;

  @Column('text')
  readonly name_folded: string;

  @Column('timestamptz')
  readonly first_reported_at: Date;

  @Column('timestamptz')
  readonly last_reported_at: Date;

  @Column('timestamptz', { nullable: true })
  readonly surge_at: Date | null;
}
