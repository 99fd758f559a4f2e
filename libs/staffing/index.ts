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
/** The rows of its tables. */
export * from './absence.entity.js';
export * from './authority.entity.js';
export * from './lane.entity.js';
export * from './roster.entity.js';
export * from './skill.entity.js';
export * from './team.entity.js';
export * from './team-member.entity.js';
