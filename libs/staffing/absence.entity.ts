import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AbsenceKind } from './duty-line.js';

/** A time in which a person is absent, with the reason. */
@Entity('absence')
export class AbsenceEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly person_id: string;

  @Column('timestamptz')
  readonly from_at: Date;

  @Column('timestamptz')
  readonly to_at: Date;

  @Column('text')
  readonly kind: AbsenceKind;

  @Column('uuid')
  readonly entered_by: string;

  @Column('timestamptz')
  readonly entered_at: Date;

  @Column('uuid', { nullable: true })
  readonly ended_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly ended_at: Date | null;
}
