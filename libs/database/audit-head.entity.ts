import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The length and the last hash of each chain. */
@Entity('audit_head')
export class AuditHeadEntity {
  @PrimaryColumn('text')
  readonly chain: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid', { nullable: true })
  readonly incident_id: string | null;

  @Column('bigint')
  readonly length: number;

  @Column('bytea')
  readonly hash: Buffer;
}
