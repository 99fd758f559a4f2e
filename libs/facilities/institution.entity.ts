import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An institution that is or was insured, or that reported. */
@Entity('institution')
export class InstitutionEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly name: string;

  @Column('text', { array: true, default: () => "'{}'::text[]" })
  readonly name_grams: readonly string[];

  @Column('text')
  readonly kind:
    | 'hospital'
    | 'integrated-care-facility'
    | 'geriatric-health-facility'
    | 'general-clinic'
    | 'dental-clinic'
    | 'pharmacy'
    | 'sentinel';

  @Column('text')
  readonly corporation_kind: 'medical-corporation' | 'individual' | 'public' | 'other';

  @Column('text', { nullable: true })
  readonly telephone: string | null;

  @Column('smallint', { nullable: true })
  readonly prefecture: number | null;

  @Column('integer', { default: 1 })
  readonly version: number;

  @Column('timestamptz', { default: () => 'now()' })
  readonly created_at: Date;

  @Column('text', { default: () => "''::text" })
  readonly name_folded: string;

  @Column('uuid', { nullable: true })
  readonly facility_id: string | null;

  /** Computed by the database. */
  @Column({ type: 'text', nullable: true, insert: false, update: false })
  readonly telephone_folded: string | null;
}
