/** Sessions, people and their roles over HTTP; provides and exports `SESSIONS`. */
export { PeopleModule } from './people.module.js';
/** The events of this room. */
export { peopleEvents } from './person.events.js';
/** Completes a departure: ends sessions, leads of lanes and open links; repeating it changes nothing. */
export { completeDeparture } from './complete-departure.js';
/** The hash of a link to sign in from a new device, and the least minutes that it must still be valid to be mailed. */
export { linkHash, leastLinkMinutes } from './device-codes.js';
/** How often a password may be tried (ADR 0026). */
export { signInLimits } from './sign-in-limits.js';
/** How long ended rows of access are kept (days, years); `delete_expired` of the database uses the same. */
export { keptPeriods } from './kept-periods.js';
/** An address, and the link with which its person sets a password. */
export { type Invited } from './first-administrators.js';
/**
 * Creates the first two administrators of a system that has none. Throws `parties.administrators-exist`,
 * `parties.email-taken`.
 */
export { createFirstAdministrators } from './first-administrators.js';
/** Makes a new link for an administrator who has lost theirs. Throws `parties.no-such-administrator`. */
export { inviteAdministrator } from './first-administrators.js';
/** The address at which a person sets their password, with the secret after #. */
export { invitationLink } from './invitation.js';
/** The argon2id hash of a password, as `credential.password_hash` stores it; at most two are computed at once. */
export { hashPassword } from './password.js';
/**
 * Whether a password matches a stored hash. For `null` (no such person, or no password) it takes as long and is false.
 */
export { passwordMatches } from './password.js';
/** The row of a person, with their institution or agency and side. */
export { type PersonRow } from './person.store.js';
/** SQL, a condition: the person holds a role of an adjuster in force; `notLeft` is a separate condition. */
export { isAdjuster } from './person.store.js';
/** Whether the person is an administrator now, by roles in force. */
export { isAdministrator } from './person.store.js';
/**
 * Locks a person against decisions about them until the transaction ends; other transactions may hold the same lock.
 */
export { holdPerson } from './person.store.js';
/** Records an act about a person in the audit. */
export { auditPerson } from './person.store.js';
/** SQL, a condition: the person holds a role with times of duty in force. */
export { hasDutyRole } from './person.store.js';
/**
 * Locks routing to the person: waits for routing that runs, and blocks later ones. Routing reads who is on duty after
 * it has locked the loads, so the hand-over that follows this change misses no item.
 */
export { holdRouting } from './work-of-person.js';
/**
 * Loads a person and locks them until the transaction ends: decisions about one person come one after the other, while
 * rows that refer to the person can be written. Throws `requests.not-found`.
 */
export { personForUpdate } from './person.store.js';
/** As `personForUpdate`, for a person that a body names. Throws `parties.person-not-found`, `parties.person-left`. */
export { personNamed } from './person.store.js';
/**
 * Refuses to leave fewer than two administrators; call it after `takeTurnAsAdministrator`. An administrator with a
 * departure set does not count. Throws `parties.last-administrators`.
 */
export { requireTwoOtherAdministrators } from './person.store.js';
/** SQL, a condition: the person holds one of these roles of the insurer in force. */
export { roleInForce } from './person.store.js';
/**
 * Makes decisions on roles and departures come one after the other, each by an actor who is still an administrator when
 * its turn comes: of two administrators who remove each other at once only one succeeds. Returns the time of the
 * database's clock. Throws `access.forbidden`.
 */
export { takeTurnAsAdministrator } from './person.store.js';
/** Removes the person as lead of their lanes. */
export { vacateLeads } from './work-of-person.js';
/** The lanes that a person can assess today (Japan), in their order. */
export { skillsOf } from './work-of-person.js';
/** Creates the empty load of an adjuster if it is missing; routing locks it. */
export { ensureLoad } from './work-of-person.js';
/** SQL, a condition: the person in alias `p` has not left. */
export { notLeft } from './roles-in-force.js';
/** SQL, an array: the roles of person `p` in force now. */
export { rolesInForce } from './roles-in-force.js';
/** SQL, a condition: person `p` has not left at a time. */
export { notLeftAt } from './roles-in-force.js';
/** The mail with the link with which a device may try a password. */
export { signInMail } from './sign-in-mail-words.js';
/** Lines that hold from a day up to, but not including, their end; days in Japan. */
export { dayPeriodFault, type DayPeriod } from './day-line.js';
/** Ending such lines, with their audit entry, and the SQL conditions on their days. */
export { endingOf, goesOn, recordEnded, refuseFault, sharesDay, type LockedLine } from './day-line.store.js';
/** Requests of such lines over HTTP. */
export { DayEndingDto, NameDto, aboutEndDay } from './day-line.dto.js';
/** The actor of a person as they stand now, for work that they asked for. */
export { actorOfPerson } from './actor-of-person.js';
/** The rows of its tables. */
export * from './agency.entity.js';
export * from './agency-client.entity.js';
export * from './api-token.entity.js';
export * from './credential.entity.js';
export * from './device-code.entity.js';
export * from './facility-code.entity.js';
export * from './invitation.entity.js';
export * from './person.entity.js';
export * from './role-grant.entity.js';
export * from './session.entity.js';
export * from './sign-in-attempt.entity.js';
export * from './sign-in-refusal.entity.js';
