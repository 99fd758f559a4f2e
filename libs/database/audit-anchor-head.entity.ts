import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The head of one chain at an anchor. */
@Entity('audit_anchor_head')
export class AuditAnchorHeadEntity {
  @PrimaryColumn('bigint')
  readonly anchor_id: number;

  @PrimaryColumn('text')
  readonly chain: string;

  @Column('bigint')
  readonly length: number;

  @Column('bytea')
  readonly hash: Buffer;
}
