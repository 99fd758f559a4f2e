import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#kernel';
import type { RoleGrantState } from './role-grant.js';

/** A role of a person: entered by one administrator, confirmed by another. */
@Entity('role_grant')
export class RoleGrantEntity {
  @PrimaryColumn('uuid')
  readonly id: string;

  @Column('uuid')
  readonly person_id: string;

  @Column('text')
  readonly role: Role;

  @Column('uuid')
  readonly granted_by: string;

  @Column('timestamptz')
  readonly granted_at: Date;

  @Column('uuid', { nullable: true })
  readonly confirmed_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly confirmed_at: Date | null;

  @Column('uuid', { nullable: true })
  readonly ended_by: string | null;

  @Column('timestamptz', { nullable: true })
  readonly ended_at: Date | null;

  @Column('text', { nullable: true })
  readonly ended_reason: string | null;

  /** Computed by the database. */
  @Column({ type: 'text', insert: false, update: false })
  readonly state: RoleGrantState;
}
