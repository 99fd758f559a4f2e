/**
 * The product terms by version: published ones come with the product, newer ones are entered and approved. The day in
 * `knowsTerms` and `newestTerms` is the inception (Japan). `termsOf` and `newestTerms` throw RangeError without such
 * terms.
 */
export { everyTerms, knowsTerms, newestTerms, readApprovedTerms, termsOf, termsVersions } from './product-terms.js';
/** Reads approved versions into this process, once a minute. */
export { ApprovedTerms } from './approved-terms.js';
/** The kinds of entries, and their faults by JSON pointer. */
export * from './terms-entry.js';
/**
 * Entering and deciding entries; the approved parameters for a contract, and the articles of the policy wording by
 * rule.
 */
export * from './terms-entry.store.js';
/** Entries and versions of the terms as they are answered over HTTP. */
export * from './terms.dto.js';
/** Every point that the published terms leave open, with the value that holds for a contract and who settled it. */
export { parametersInUse, type ParameterInUse, type SettledBy } from './parameters-in-use.js';
/** The rows of its tables. */
export * from './terms-entry.entity.js';
