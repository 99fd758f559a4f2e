/** Sessions, institutions, facilities, people, rosters, authorities and lanes over HTTP; provides and exports `SESSIONS`. */
export { PartiesModule } from './parties.module.js';
/** The argon2id hash of a password, as `credential.password_hash` keeps it; at most two are computed at once. */
export { hashPassword } from './password.js';
/** Whether a password is the one of a stored hash; takes as long for `null` (nobody, or without a password), which never matches. */
export { passwordMatches } from './password.js';
/** SQL, an array: the roles in force of the person in alias `p`; an insurer's role counts once it is confirmed. */
export { rolesInForce } from './roles-in-force.js';
/** SQL, a condition: the person in alias `p` has not left. */
export { notLeft } from './roles-in-force.js';
/** The place after which a page begins, from a cursor whose parts have these forms; nulls for the first page. Throws `requests.cursor-malformed`. */
export { readPlace } from './keyset.js';
/** SQL, conditions on people: a line of the roster counts, somebody is absent, has not left yet, holds a role of an adjuster in force; when they are on duty. */
export { dutyTimes, isAbsent, lineCovers } from './presence.js';
export { stillHere } from './roles-in-force.js';
export { adjusts } from './person.store.js';
/** How people stand now: whether they left, adjust, are absent or were taken off duty. */
export { presencesOf, type Presence } from './presence.js';
/** What follows by itself when somebody has left; doing it again changes nothing. */
export { completeDeparture } from './presence.js';
/** The first two administrators of a system that has none, and a new link for an administrator who lost theirs. */
export { createFirstAdministrators, inviteAdministrator } from './first-administrators.js';
export type { FirstAdministrator, Invited } from './first-administrators.js';
/** The address a person opens to set their password, with the secret after #. */
export { invitationLink } from './invitation.js';
/** Takes over a list of the ministry's directory of facilities; what it refuses, and when nothing was changed, stands there. */
export { ImportFacilities } from './import-facilities.js';
/** What `ImportFacilities` is asked: the file, the day of the list, and what becomes of entries that the list lacks. */
export type { ImportFacilitiesCommand, ImportOutcome } from './import-facilities.js';
/** A row that was not taken over, with its line and the code of the refusal. */
export type { RefusedRow } from './facility-list.js';
/** The columns of `facility` by which it is found, made of its name, prefecture and address; every writer of the table fills them. */
export { facilitySearchForms } from './facility-search-forms.js';
/** Its events, jobs and times. */
export { partiesEvents } from './person.events.js';
/** Links to sign in from a new device, for who mails them. */
export { linkHash } from './device-codes.js';
export { signInMail } from './sign-in-mail.js';
