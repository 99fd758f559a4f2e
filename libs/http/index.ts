export * from './allowed-action.dto.js';
export { checkContract, NotTaken, validatorOf } from './contract-check.js';
export {
  allSchemas,
  contractsByName,
  isContract,
  membersOf,
  publishMembers,
  schemaOf,
  type Contract,
  type Member,
  type Schema,
} from './contract-schema.js';
export * from './contract-words.js';
export { refusedByEveryRoute } from './every-route.js';
export * from './http.js';
export { largestBody } from './http-edges.js';
export { readPlace } from './keyset.js';
export * from './paging.js';
export * from './upload.js';
export * from './view-log.js';
/** The rows of its tables. */
export * from './view-log.entity.js';
