import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person who declined a work item or let its offer lapse, with the reason. */
@Entity('work_item_refusal')
export class WorkItemRefusalEntity {
  @PrimaryColumn('uuid')
  readonly work_item_id: string;

  @Column('uuid')
  readonly incident_id: string;

  @Column('uuid')
  readonly institution_id: string;

  @PrimaryColumn('uuid')
  readonly person_id: string;

  @Column('text')
  readonly kind: 'declined' | 'lapsed' | 'absent' | 'reassigned';

  @Column('text', { nullable: true })
  readonly reason: string | null;

  @PrimaryColumn('timestamptz')
  readonly at: Date;
}
