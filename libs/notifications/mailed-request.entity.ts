import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A request that was mailed to its institution. */
@Entity('mailed_request')
export class MailedRequestEntity {
  @PrimaryColumn('text')
  readonly about: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @Column('uuid')
  readonly mailing_id: string;

  @Column('date', { nullable: true })
  readonly due_on: string | null;

  @Column('timestamptz')
  readonly at: Date;
}
