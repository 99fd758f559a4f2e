/** Rosters, absences, authorities, skills, teams and lanes over HTTP. */
export { StaffingModule } from './staffing.module.js';
/** Yen up to which a role may decide alone in a lane. */
export { authorityOfRole } from './authority.js';
/** The events of this room. */
export { staffingEvents } from './staffing.events.js';
/** Whether a person has left, is an adjuster, is absent or was taken off duty, now. */
export { type Presence } from './presence.js';
/** SQL, a multirange: the times from a given one at which person `p` is on duty, by roster, absences and departure. */
export { dutyTimes } from './presence.js';
/** SQL, a condition: the person is absent at a time, whatever the roster says. */
export { isAbsent } from './presence.js';
/** SQL, a condition: line `r` of the roster covers a time, on duty or on call. */
export { lineCovers } from './presence.js';
/** The presences of these people now, by the clock of the database. */
export { presencesOf } from './presence.js';
/** The lines of the roster, as their route answers them. */
export { listRosters } from './roster.reads.js';
export { RosterQuery } from './roster.dto.js';
/** The rows of its tables. */
export * from './absence.entity.js';
export * from './authority.entity.js';
export * from './lane.entity.js';
export * from './roster.entity.js';
export * from './skill.entity.js';
export * from './team.entity.js';
export * from './team-member.entity.js';
