import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A delivery that is done. */
@Entity('inbox')
export class InboxEntity {
  @PrimaryColumn('text')
  readonly consumer: string;

  @PrimaryColumn('uuid')
  readonly event_id: string;

  @PrimaryColumn('timestamptz')
  readonly event_created_at: Date;

  @Column('smallint', { default: 0 })
  readonly attempts: number;

  @Column('timestamptz')
  readonly done_at: Date;
}
