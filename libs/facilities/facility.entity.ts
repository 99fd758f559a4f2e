import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An entry of the ministry's directory of facilities. */
@Entity('facility')
export class FacilityEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly code: string;

  @Column('text')
  readonly name: string;

  @Column('text', { array: true })
  readonly name_grams: readonly string[];

  @Column('text')
  readonly kind: string;

  @Column('smallint')
  readonly prefecture: number;

  @Column('text', { nullable: true })
  readonly address: string | null;

  @Column('integer', { nullable: true })
  readonly beds_general: number | null;

  @Column('integer', { nullable: true })
  readonly beds_total: number | null;

  @Column('date')
  readonly valid_from: string;

  @Column('date', { nullable: true })
  readonly closed_on: string | null;

  @Column('text', { nullable: true })
  readonly postal_code: string | null;

  @Column('date', { nullable: true })
  readonly listed_on: string | null;

  @Column('uuid', { nullable: true })
  readonly import_run_id: string | null;

  @Column('text', { default: () => "''::text" })
  readonly name_folded: string;

  @Column('text', { default: () => "''::text" })
  readonly name_search: string;

  @Column('text', { default: () => "''::text" })
  readonly place_search: string;

  @Column('text', { array: true, default: () => "'{}'::text[]" })
  readonly search_grams: readonly string[];

  /** Computed by the database. */
  @Column({ type: 'integer', nullable: true, insert: false, update: false })
  readonly name_length: number | null;
}
