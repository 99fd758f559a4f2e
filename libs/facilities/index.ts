/** Institutions, the register of facilities and its imports over HTTP. */
export { FacilitiesModule } from './facilities.module.js';
/** A row that was not taken over, with its line and the code of the refusal. */
export { type RefusedRow } from './facility-list.js';
/**
 * The columns of `facility` by which it is found, made of its name, prefecture and address; every writer of the table
 * fills them.
 */
export { facilitySearchForms } from './facility-search-forms.js';
/**
 * Takes over a list of the ministry's directory of facilities; what it refuses, and when nothing was changed, stands
 * there.
 */
export { importFacilities } from './import-facilities.js';
/** What `importFacilities` is asked: the file, the day of the list, and what becomes of entries that the list lacks. */
export type { ImportFacilitiesCommand, ImportOutcome } from './import-facilities.js';
/** What it shows of people and of declared premises: their domains supply it. */
export { personNames } from './import.controller.js';
export { declaredPremisesOf } from './institution.reads.js';
/** Enters an institution, and locks one: under its lock its periods are looked at and written. */
export { enterInstitution, lockInstitution } from './institution.store.js';
/** The rows of its tables. */
export * from './facility.entity.js';
export * from './facility-address.entity.js';
export * from './facility-listing.entity.js';
export * from './facility-name.entity.js';
export * from './import-run.entity.js';
export * from './institution.entity.js';
