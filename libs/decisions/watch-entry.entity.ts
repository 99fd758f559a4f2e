import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A name on the watch list. */
@Entity('watch_entry')
export class WatchEntryEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('text')
  readonly name: string;

  @Column('text')
  readonly folded: string;

  @Column('text', { nullable: true })
  readonly kana_folded: string | null;

  @Column('text')
  readonly source: string;

  @Column('uuid', { nullable: true })
  readonly entered_by: string | null;

  @Column('timestamptz')
  readonly entered_at: Date;

  @Column('uuid', { nullable: true })
  readonly removed_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly removed_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly refolded_at: Date | null;
}
