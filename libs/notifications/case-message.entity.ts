import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Actor } from '#database';

/** A message between the insurer and the institution of a case; `side`: whose it is. Never changed. */
@Entity('case_message')
export class CaseMessageEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly side: Actor['side'];

  @Column('text')
  readonly text: string;

  @Column('uuid', { nullable: true })
  readonly written_by: string | null;

  @Column('timestamptz')
  readonly written_at: Date;

  /** Of the insurer: by which day of Japan an answer is asked for. */
  @Column('date', { nullable: true })
  readonly asks_by: string | null;

  /** The message that asked, of which this is the answer. */
  @Column('uuid', { nullable: true })
  readonly answers: string | null;
}
