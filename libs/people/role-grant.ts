import { INSURER, NOT_KNOWN } from '#database';
import { type Role } from '#kernel';
import { type ProblemCode } from '#problems';

export const roleGrantStates = ['entered', 'confirmed', 'ended'] as const;
export type RoleGrantState = (typeof roleGrantStates)[number];

/** Where a person belongs: it decides which roles they can hold. */
export type Side = 'insurer' | 'institution' | 'agency' | 'nowhere';

export const rolesOfSide: Readonly<Record<Side, readonly Role[]>> = {
  insurer: ['support', 'adjuster', 'senior-adjuster', 'payments', 'auditor', 'administrator'],
  institution: ['hospital-reporter', 'hospital-manager'],
  agency: ['agent'],
  nowhere: [],
};

/** Who assesses: holds work items and has a load. */
export const adjusterRoles: readonly Role[] = ['adjuster', 'senior-adjuster'];
/** Who has times of duty. */
export const dutyRoles: readonly Role[] = ['support', 'adjuster', 'senior-adjuster'];

export function sideOf(person: { institution_id: string; agency_id: string | null }): Side {
  if (person.agency_id !== null) return 'agency';
  if (person.institution_id === NOT_KNOWN) return 'nowhere';
  return person.institution_id === INSURER ? 'insurer' : 'institution';
}

/** A person as far as a grant looks at them. */
export interface Grantee {
  readonly id: string;
  readonly side: Side;
  readonly hasLeft: boolean;
  /** Roles whose grant has not ended, in force or waiting. */
  readonly granted: readonly Role[];
}

/** Why a role cannot be granted; null when it can. */
export function grantRefusal(granterId: string, grantee: Grantee, role: Role): ProblemCode | null {
  if (granterId === grantee.id) return 'parties.role-for-oneself';
  if (grantee.hasLeft) return 'parties.person-left';
  if (!rolesOfSide[grantee.side].includes(role)) return 'parties.role-of-other-side';
  return grantee.granted.includes(role) ? 'parties.role-held' : null;
}

/** A grant as far as its confirmation looks at it. */
export interface Grant {
  readonly granterId: string;
  readonly personId: string;
  readonly side: Side;
  readonly hasLeft: boolean;
  readonly confirmed: boolean;
  readonly ended: boolean;
}

/** Why a grant cannot be confirmed by this administrator; null when it can. Only the insurer's roles wait for one. */
export function confirmRefusal(confirmerId: string, grant: Grant): ProblemCode | null {
  if (grant.ended) return 'parties.grant-ended';
  if (grant.confirmed || grant.side !== 'insurer') return 'parties.grant-in-force';
  if (confirmerId === grant.granterId) return 'parties.grant-of-ones-own';
  if (confirmerId === grant.personId) return 'parties.role-for-oneself';
  return grant.hasLeft ? 'parties.person-left' : null;
}
