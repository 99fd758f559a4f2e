import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MailState } from './mail.js';
import type { MailAddressee, MailKind } from './mailing.js';

/** A mail with its addressee, its text and its state. */
@Entity('mail')
export class MailEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid', { nullable: true })
  readonly notice_id: string | null;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid')
  readonly person_id: string;

  @Column('text')
  readonly subject: string;

  @Column('text')
  readonly body: string;

  @Column('text')
  readonly state: MailState;

  @Column('integer', { default: 0 })
  readonly tries: number;

  @Column('timestamptz')
  readonly next_at: Date;

  @Column('timestamptz', { nullable: true })
  readonly sent_at: Date | null;

  @Column('timestamptz')
  readonly created_at: Date;

  @Column('uuid', { nullable: true })
  readonly claim: string | null;

  @Column('timestamptz', { nullable: true })
  readonly claimed_at: Date | null;

  @Column('timestamptz', { nullable: true })
  readonly handed_at: Date | null;

  @Column('text', { nullable: true })
  readonly reason: string | null;

  @Column('text', { default: () => "'letter'::text" })
  readonly what: MailKind;

  @Column('uuid', { nullable: true })
  readonly mailing_id: string | null;

  @Column('text', { default: () => "'hospital-manager'::text" })
  readonly addressee: MailAddressee;
}
