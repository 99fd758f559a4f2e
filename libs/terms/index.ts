/** The product terms by version: published ones come with the product, later ones are entered and approved. */
export { everyTerms, knowsTerms, newestTerms, readApprovedTerms, termsOf, termsVersions } from './product-terms.js';
/** Hears of approved versions. */
export { ApprovedTerms } from './approved-terms.js';
/** What can be entered, and what is wrong with it. */
export * from './terms-entry.js';
/** Entering and deciding; what holds for a contract, and where rules stand in the policy wording. */
export * from './terms-entry.store.js';
export * from './terms.dto.js';
/** Every point that the published terms leave open, with what holds for a contract and who settled it. */
export { parametersInUse, type ParameterInUse, type SettledBy } from './parameters-in-use.js';
/** The rows of its tables. */
export * from './terms-entry.entity.js';
