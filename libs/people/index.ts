/** Sessions, people and their roles over HTTP; provides and exports `SESSIONS`. */
export { PeopleModule } from './people.module.js';
/** Its events. */
export { peopleEvents } from './person.events.js';
/** What follows by itself when somebody has left; doing it again changes nothing. */
export { completeDeparture } from './complete-departure.js';
/** Links to sign in from a new device, for who mails them; one that ends within so many minutes is not mailed. */
export { linkHash, leastLinkMinutes } from './device-codes.js';
/** How often a password may be tried, and how long rows of access are kept: the database asks the same. */
export { signInLimits } from './sign-in-limits.js';
export { keptPeriods } from './kept-periods.js';
/** An address, and the link by which its person sets a password. */
export { type Invited } from './first-administrators.js';
/** The first two administrators of a system that has none, and a new link for an administrator who lost theirs. */
export { createFirstAdministrators } from './first-administrators.js';
/** The first two administrators of a system that has none, and a new link for an administrator who lost theirs. */
export { inviteAdministrator } from './first-administrators.js';
/** The address a person opens to set their password, with the secret after #. */
export { invitationLink } from './invitation.js';
/** The argon2id hash of a password, as `credential.password_hash` keeps it; at most two are computed at once. */
export { hashPassword } from './password.js';
/**
 * Whether a password is the one of a stored hash; takes as long for `null` (nobody, or without a password), which never
 * matches.
 */
export { passwordMatches } from './password.js';
/** A person's row, and where they belong. */
export { type PersonRow } from './person.store.js';
/** SQL, a condition: the person holds a role of an adjuster in force; whether they have left is asked apart. */
export { isAdjuster } from './person.store.js';
/** Whether the person administers now, roles in force alone. */
export { isAdministrator } from './person.store.js';
/** Waits for a decision about a person that is under way and holds back those that come, beside others who do. */
export { holdPerson } from './person.store.js';
/** Records what was decided about a person. */
export { auditPerson } from './person.store.js';
/** SQL, a condition: the person holds a role with times of duty in force. */
export { hasDutyRole } from './person.store.js';
/**
 * Waits for what is being routed to the person and holds back what comes after: the one who routes asks who is on duty
 * once it has the loads. So nothing arrives at a person unseen by the hand-over that follows this change.
 */
export { holdRouting } from './work-of-person.js';
/**
 * Loads a person and locks them until the transaction ends: decisions about one person come one after the other, and
 * rows that refer to the person may be written meanwhile. Throws `requests.not-found`.
 */
export { personForUpdate } from './person.store.js';
/** The same for a person whom a body names at a pointer. Throws `parties.person-not-found`, `parties.person-left`. */
export { personNamed } from './person.store.js';
/**
 * Refuses what would leave fewer than two administrators; call it under `takeTurnAsAdministrator`. Whose leaving is
 * already set does not count among those who remain. Throws `parties.last-administrators`.
 */
export { requireTwoOtherAdministrators } from './person.store.js';
/** SQL, a condition: the person holds one of these roles of the insurer in force. */
export { roleInForce } from './person.store.js';
/**
 * Decisions on roles and on leaving come one after the other, and each is taken by somebody who still administers when
 * its turn comes: two administrators who remove each other at once do not both succeed. Throws `access.forbidden`.
 */
export { takeTurnAsAdministrator } from './person.store.js';
/** The lanes that the person leads have no lead from now on. */
export { vacateLeads } from './work-of-person.js';
/** The lanes that a person can assess today in Japan, in their order. */
export { skillsOf } from './work-of-person.js';
/** The one who assesses has a load, empty at first: routing locks it. */
export { ensureLoad } from './work-of-person.js';
/** SQL, a condition: the person in alias `p` has not left. */
export { notLeft } from './roles-in-force.js';
/** SQL, a condition: person `p` has not left at a moment. */
export { notLeftAt } from './roles-in-force.js';
/** The mail with the link by which a device may try a password. */
export { signInMail } from './sign-in-mail.js';
/** Lines that hold from a day on, up to the day on which they no longer do; days in Japan. */
export { dayPeriodFault, type DayPeriod } from './day-line.js';
export { endingOf, goesOn, recordEnded, refuseFault, sharesDay, type LockedLine } from './day-line.store.js';
export { DayEndingDto, NameDto, aboutEndDay } from './day-line.dto.js';
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
