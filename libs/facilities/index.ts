/** Institutions, the register of facilities and its imports over HTTP. */
export { FacilitiesModule } from './facilities.module.js';
/** A refused row of a list, with its number and the code of the refusal. */
export { type RefusedRow } from './facility-list.js';
/** The search columns of `facility`, made of its name, prefecture and address; every writer of the table fills them. */
export { facilitySearchForms } from './facility-search-forms.js';
/**
 * Takes over a list of the ministry's directory of facilities, in batches. Throws TableFault and Problem
 * (`register.…`), before anything is changed.
 */
export { importFacilities } from './import-facilities.js';
/** The request of an import (file, day of the list in Japan, how missing facilities are handled), and its outcome. */
export type { ImportFacilitiesCommand, ImportOutcome } from './import-facilities.js';
/** The names of people by their ids; the room of people supplies it. */
export { personNames } from './import.controller.js';
/** The premises declared for an institution, by their codes; the room of policies supplies it. */
export { declaredPremisesOf } from './institution.reads.js';
/**
 * Enters an institution, and locks one until the transaction ends; its periods are read and written under this lock.
 */
export { enterInstitution, lockInstitution } from './institution.store.js';
/** What each kind of institution is called. */
export { institutionKindNames } from './institution-words.js';
/** The rows of its tables. */
export * from './facility.entity.js';
export * from './facility-address.entity.js';
export * from './facility-listing.entity.js';
export * from './facility-name.entity.js';
export * from './import-run.entity.js';
export * from './institution.entity.js';
