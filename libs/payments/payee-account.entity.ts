import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An account to which payments go, entered by one person and confirmed by another. */
@Entity('payee_account')
export class PayeeAccountEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly bank_code: string;

  @Column('text')
  readonly bank_name: string;

  @Column('text')
  readonly branch_code: string;

  @Column('text')
  readonly branch_name: string;

  @Column('text')
  readonly account_type: '1' | '2' | '4' | '9';

  @Column('text')
  readonly last_digits: string;

  @Column('bytea')
  readonly sealed: Buffer;

  @Column('text')
  readonly master_version: string;

  @Column('text')
  readonly source: 'manager' | 'paper';

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly entered_at: Date;

  @Column('text', { nullable: true })
  readonly decision: 'confirmed' | 'refused' | null;

  @Column('uuid', { nullable: true })
  readonly decided_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly decided_at: Date | null;

  @Column('text', { nullable: true })
  readonly decision_reason: string | null;

  @Column('uuid', { nullable: true })
  readonly claimant_id: string | null;

  @Column('text', { nullable: true })
  readonly vendor_name: string | null;
}
