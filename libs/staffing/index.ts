/** Rosters, absences, authorities, skills, teams, lanes and agencies over HTTP. */
export { StaffingModule } from './staffing.module.js';
/** What a role may decide by itself, in yen. */
export { authorityOfRole } from './authority.js';
/** Its events. */
export { staffingEvents } from './staffing.events.js';
/** How people stand now: whether they left, adjust, are absent or were taken off duty. */
export { type Presence } from './presence.js';
/**
 * SQL, conditions on people: a line of the roster counts, somebody is absent, has not left yet, holds a role of an
 * adjuster in force; when they are on duty.
 */
export { dutyTimes } from './presence.js';
/**
 * SQL, conditions on people: a line of the roster counts, somebody is absent, has not left yet, holds a role of an
 * adjuster in force; when they are on duty.
 */
export { isAbsent } from './presence.js';
/**
 * SQL, conditions on people: a line of the roster counts, somebody is absent, has not left yet, holds a role of an
 * adjuster in force; when they are on duty.
 */
export { lineCovers } from './presence.js';
/** How people stand now: whether they left, adjust, are absent or were taken off duty. */
export { presencesOf } from './presence.js';
