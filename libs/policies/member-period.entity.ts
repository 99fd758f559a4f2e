import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ContractParameters, CorporationKind, InstitutionKind, Plan } from '#coverage';

/** A period in which an institution is insured, with its plan and options. */
@Entity('member_period')
export class MemberPeriodEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid')
  readonly policy_id: string;

  @Column('text')
  readonly policy_number: string;

  @Column('text', { nullable: true })
  readonly certificate_number: string | null;

  @Column('text')
  readonly institution_kind: Exclude<InstitutionKind, 'pharmacy'>;

  @Column('text')
  readonly corporation_kind: CorporationKind;

  @Column('smallint')
  readonly plan: Plan;

  @Column('text')
  readonly terms_version: string;

  @Column('date')
  readonly inception_on: string;

  @Column('date')
  readonly expiry_on: string;

  @Column('date')
  readonly continuous_since: string;

  @Column('smallint', { nullable: true })
  readonly boundary_hour: number | null;

  @Column('bigint', { default: 0 })
  readonly deductible_yen: number;

  @Column('numeric', { precision: 7, scale: 6, default: 0 })
  readonly tax_creditable_ratio: number;

  @Column('bigint', { nullable: true })
  readonly interruption_limit_yen: number | null;

  @Column('numeric', { nullable: true })
  readonly interruption_waiting_hours: number | null;

  @Column('smallint', { nullable: true })
  readonly interruption_indemnity_months: number | null;

  @Column('boolean', { default: false })
  readonly bodily_injury_property_damage: boolean;

  @Column('jsonb', { default: () => "'{}'::jsonb" })
  readonly parameters: ContractParameters;

  @Column('date', { nullable: true })
  readonly ended_early_on: string | null;

  @Column('boolean', { default: false })
  readonly joined_mid_term: boolean;

  @Column('uuid', { nullable: true })
  readonly renews_id: string | null;

  @Column('integer', { default: 1 })
  readonly version: number;

  @Column('timestamptz', { default: () => 'now()' })
  readonly created_at: Date;

  @Column('text', { nullable: true })
  readonly ended_reason: string | null;

  /** Computed by the database. */
  @Column({ type: 'text', nullable: true, insert: false, update: false })
  readonly policy_number_folded: string | null;

  /** Computed by the database. */
  @Column({ type: 'text', nullable: true, insert: false, update: false })
  readonly certificate_number_folded: string | null;

  @Column('uuid', { nullable: true })
  readonly standard_entry_id: string | null;

  @Column('jsonb', { default: () => "'{}'::jsonb" })
  readonly standard_parameters: ContractParameters;
}

const columns = [
  'id',
  'institution_id',
  'policy_id',
  'policy_number',
  'certificate_number',
  'institution_kind',
  'corporation_kind',
  'plan',
  'terms_version',
  'inception_on',
  'expiry_on',
  'continuous_since',
  'boundary_hour',
  'deductible_yen',
  'tax_creditable_ratio',
  'interruption_limit_yen',
  'interruption_waiting_hours',
  'interruption_indemnity_months',
  'bodily_injury_property_damage',
  'parameters',
  'standard_parameters',
  'ended_early_on',
  'joined_mid_term',
  'renews_id',
  'version',
] as const satisfies readonly (keyof MemberPeriodEntity)[];

/** The columns of a period from which its cover follows. */
export type MemberPeriodRow = Pick<MemberPeriodEntity, (typeof columns)[number]>;

/** SQL, a list: the columns of `MemberPeriodRow`, of `member_period` under alias `m`. */
export const periodColumns = columns.map((column) => `m.${column}`).join(', ');
