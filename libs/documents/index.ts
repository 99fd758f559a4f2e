/** Kinds of papers and who reads them. */
export { audienceOf, documentKindNames, documentKinds, largestDocument } from './document.js';
export type { DocumentAudience, DocumentKind } from './document.js';
export type { DocumentRow } from './document.store.js';
export { DocumentDto } from './document.dto.js';
/** Loading documents; an institution gets its own, an agent nothing of the register of claimants. */
export { bankBooksOf, documentById, documentsById, documentsOf, documentView } from './document.store.js';
/** Where contents lie, and the check for viruses. */
export { ContentMissing, FILE_STORE, fileStoreOf, StoreAway, type FileStore } from './file-store.js';
/** A bucket, spoken to within limits: for papers and for backups. */
export { keepInParts, nullIfAbsent, s3Of, type StoreLimits } from './s3.js';
export { VIRUS_CHECK, virusCheckOf, type Scan, type VirusCheck } from './virus-check.js';
/** What a file is by its content. */
export { mediaTypeOf } from './media-type.js';
/** Documents over HTTP, and the store for the workers. */
export { DocumentsModule, FileStoreModule } from './documents.module.js';
/** Its events and errands. */
export { documentsEvents } from './document.events.js';
/** Contents that are still to be erased, for those who operate the system. */
import './erasures-open.js';
/** The rows of its tables. */
export * from './document.entity.js';
export * from './document-erasure.entity.js';
export * from './document-opening.entity.js';
