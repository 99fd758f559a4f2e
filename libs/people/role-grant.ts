import { INSURER, NOT_KNOWN } from '#database';
import { type Role } from '#kernel';
import { type ProblemCode } from '#problems';

export const roleGrantStates = ['entered', 'confirmed', 'ended'] as const;
export type RoleGrantState = (typeof roleGrantStates)[number];

/** The side of a person: it decides which roles they can hold. */
export type Side = 'insurer' | 'institution' | 'agency' | 'nowhere';

export const rolesOfSide: Readonly<Record<Side, readonly Role[]>> = {
  insurer: ['support', 'adjuster', 'senior-adjuster', 'payments', 'auditor', 'administrator'],
  institution: ['hospital-reporter', 'hospital-manager'],
  agency: ['agent'],
  nowhere: [],
};

/** Roles that assess: their people hold work items and have a load. */
export const adjusterRoles: readonly Role[] = ['adjuster', 'senior-adjuster'];
/** Roles with times of duty. */
export const dutyRoles: readonly Role[] = ['support', 'adjuster', 'senior-adjuster'];

export function sideOf(person: { institution_id: string; agency_id: string | null }): Side {
  if (person.agency_id !== null) return 'agency';
  if (person.institution_id === NOT_KNOWN) return 'nowhere';
  return person.institution_id === INSURER ? 'insurer' : 'institution';
}

/** The fields of a person that decide on a grant. */
export interface Grantee {
  readonly id: string;
  readonly side: Side;
  readonly hasLeft: boolean;
  /** Roles of grants that have not ended, in force or waiting. */
  readonly granted: readonly Role[];
}

/** Why a role cannot be granted; null when it can. */
export function grantRefusal(granterId: string, grantee: Grantee, role: Role): ProblemCode | null {
  if (granterId === grantee.id) return 'parties.role-for-oneself';
  if (grantee.hasLeft) return 'parties.person-left';
  if (!rolesOfSide[grantee.side].includes(role)) return 'parties.role-of-other-side';
  return grantee.granted.includes(role) ? 'parties.role-held' : null;
}

/** The fields of a grant that decide on its confirmation. */
export interface Grant {
  readonly granterId: string;
  readonly personId: string;
  readonly side: Side;
  readonly hasLeft: boolean;
  readonly confirmed: boolean;
  readonly ended: boolean;
}

/** Why this administrator cannot confirm a grant; null when they can. Only roles of the insurer are confirmed. */
export function confirmRefusal(confirmerId: string, grant: Grant): ProblemCode | null {
  if (grant.ended) return 'parties.grant-ended';
  if (grant.confirmed || grant.side !== 'insurer') return 'parties.grant-in-force';
  if (confirmerId === grant.granterId) return 'parties.grant-of-ones-own';
  if (confirmerId === grant.personId) return 'parties.role-for-oneself';
  return grant.hasLeft ? 'parties.person-left' : null;
}
