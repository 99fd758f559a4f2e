import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A one-time code or link to sign in from a new device, stored as its hash. */
@Entity('device_code')
export class DeviceCodeEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly person_id: string;

  @Column('bytea', { nullable: true })
  readonly code_hash: Buffer | null;

  @Column('text')
  readonly kind: 'desk' | 'link';

  @Column('text')
  readonly made_by: string;

  @Column('timestamptz')
  readonly created_at: Date;

  @Column('timestamptz')
  readonly expires_at: Date;

  @Column('timestamptz', { nullable: true })
  readonly used_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly sent_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly next_at: Date | null;

  @Column('integer', { default: 0 })
  readonly tries: number;

  @Column('uuid', { nullable: true })
  readonly claim: string | null;

  @Column('timestamptz', { nullable: true })
  readonly claimed_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly handed_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly failed_at: Date | null;
}
