/** The schema of a request of the engine (JSON Schema 2020-12), for the terms that are installed. */
export { requestSchema } from './request-schema.js';
export type { JsonSchema } from './request-schema.js';
/** The schema of a response of the engine. */
export { responseSchema } from './response-schema.js';
/** Readers of requests and of contract parameters; each answers every fault by JSON pointer. */
export { parameterReader, requestReader } from './read-request.js';
export type { ReadRequest, RequestFault } from './read-request.js';
/** The product terms by version, from a folder. */
export { productTermsIn } from './product-terms.js';
/** A response as JSON, exact beyond 2^53, as the bytes of its UTF-8 (`latin1`). */
export { printResponse } from './print-response.js';
/** `sonae assess`: its lines, the answer to a line, and the bytes of the longest line. */
export { lineAssessor, linesOf, mostLineBytes } from './assess-lines.js';
