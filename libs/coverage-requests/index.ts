/** Requests of the coverage engine as they come from outside: their schema, their faults, their answers. */
export { requestSchema } from './request-schema.js';
export type { JsonSchema } from './request-schema.js';
/** The schema of a response. */
export { responseSchema } from './response-schema.js';
/** Reads a request, or every fault of it by JSON pointer. */
export { parameterReader, requestReader } from './read-request.js';
export type { ReadRequest, RequestFault } from './read-request.js';
/** The product terms by version, from a folder. */
export { productTermsIn } from './product-terms.js';
/** A response as JSON, exact beyond 2^53, as the bytes of its UTF-8 (`latin1`). */
export { printResponse } from './print-response.js';
/** `sonae assess`: lines in, lines out. */
export { lineAssessor, linesOf, mostLineBytes } from './assess-lines.js';
