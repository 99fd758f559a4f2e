import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RepaymentState } from './repayment-machine.js';

/** A payment that is asked back from an institution. */
@Entity('repayment_claim')
export class RepaymentClaimEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('bigint', { default: () => "nextval('repayment_number'::regclass)" })
  readonly no: number;

  @Column('uuid')
  readonly expense_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid', { nullable: true })
  readonly statement_id: string | null;

  @Column('bigint')
  readonly amount_yen: number;

  @Column('text')
  readonly reason: string;

  @Column('text')
  readonly state: RepaymentState;

  @Column('uuid')
  readonly asked_by: string;

  @Column('timestamptz')
  readonly asked_at: Date;

  @Column('uuid', { nullable: true })
  readonly signed_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly signed_at: Date | null;

  @Column('date', { nullable: true })
  readonly received_on: string | null;

  @Column('text', { nullable: true })
  readonly received_reference: string | null;

  @Column('uuid', { nullable: true })
  readonly received_by: string | null;

  @Column('jsonb', { default: () => "'{}'::jsonb" })
  readonly allocations: unknown;

  @Column('uuid', { nullable: true })
  readonly write_off_by: string | null;

  @Column('text', { nullable: true })
  readonly write_off_reason: string | null;

  @Column('uuid', { nullable: true })
  readonly written_off_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly ended_at: Date | null;

  @Column('integer', { default: 1 })
  readonly version: number;

  @Column('text', { nullable: true })
  readonly text_ja: string | null;
}
