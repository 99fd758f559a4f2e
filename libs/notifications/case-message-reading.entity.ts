import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CaseMessageEntity } from './case-message.entity.js';

/** The first reading of a message by the other side; `side`: that of the message. */
@Entity('case_message_reading')
export class CaseMessageReadingEntity {
  @PrimaryColumn('uuid')
  readonly message_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('text')
  readonly side: CaseMessageEntity['side'];

  @Column('uuid', { nullable: true })
  readonly read_by: string | null;

  @Column('timestamptz')
  readonly read_at: Date;
}
