import type { Reach, Rights, Role } from '#kernel';
import { facilitiesPermissions } from '../facilities/permissions.js';
import { peoplePermissions } from '../people/permissions.js';
import { staffingPermissions } from '../staffing/permissions.js';
import { coverageRequestsPermissions } from '../coverage-requests/permissions.js';
import { termsPermissions } from '../terms/permissions.js';
import { policiesPermissions } from '../policies/permissions.js';
import { incidentsPermissions } from '../incidents/permissions.js';
import { documentsPermissions } from '../documents/permissions.js';
import { expensesPermissions } from '../expenses/permissions.js';
import { intakePermissions } from '../intake/permissions.js';
import { routingPermissions } from '../routing/permissions.js';
import { emergencySupportPermissions } from '../emergency-support/permissions.js';
import { decisionsPermissions } from '../decisions/permissions.js';
import { paymentsPermissions } from '../payments/permissions.js';
import { notificationsPermissions } from '../notifications/permissions.js';
import { overviewPermissions } from '../overview/permissions.js';
import { listsPermissions } from '../lists/permissions.js';

/** The one table of rights, from which every route's check, the API documentation and docs/permissions.md are made. */
export const permissions = {
  ...facilitiesPermissions,
  ...peoplePermissions,
  ...staffingPermissions,
  ...coverageRequestsPermissions,
  ...termsPermissions,
  ...policiesPermissions,
  ...incidentsPermissions,
  ...documentsPermissions,
  ...expensesPermissions,
  ...intakePermissions,
  ...routingPermissions,
  ...emergencySupportPermissions,
  ...decisionsPermissions,
  ...paymentsPermissions,
  ...notificationsPermissions,
  ...overviewPermissions,
  ...listsPermissions,
} as const satisfies Rights;

/** The code of a right, `<domain>.<verb>`. */
export type Permission = keyof typeof permissions;

/** The reach of a role's right, null where it has none. */
export function reachOf(permission: Permission, role: Role): Reach | null {
  const roles: Partial<Record<Role, Reach>> = permissions[permission].roles;
  return roles[role] ?? null;
}
