/** Kinds of documents with their readers, and the bytes of the largest file. */
export { audienceOf, documentKindNames, documentKinds, largestDocument } from './document.js';
export type { DocumentAudience, DocumentKind } from './document.js';
export type { DocumentRow } from './document.store.js';
export { DocumentDto } from './document.dto.js';
/** Loads documents; an institution gets its own, an agent none of the register of claimants. */
export { bankBooksOf, documentById, documentsById, documentsOf, documentView } from './document.store.js';
/** The store of contents: the bucket or the folder of the settings. */
export { ContentMissing, FILE_STORE, fileStoreOf, StoreAway, type FileStore } from './file-store.js';
/** A client of a bucket with limits of time, for documents and for backups. */
export { keepInParts, nullIfAbsent, s3Of, type StoreLimits } from './s3.js';
/** The check for viruses: clamd where the settings name one. */
export { VIRUS_CHECK, virusCheckOf, type Scan, type VirusCheck } from './virus-check.js';
/** The media type of a file by its content. */
export { mediaTypeOf } from './media-type.js';
/** Documents over HTTP, and the store for the workers. */
export { DocumentsModule, FileStoreModule } from './documents.module.js';
/** The events and errands of the room. */
export { documentsEvents } from './document.events.js';
/** The number of contents still to be erased, in the metrics. */
import './erasures-open.js';
/** The folded forms by which the name of a file is searched. */
export { documentNameForms } from './document-text.js';
/** The rows of its tables. */
export * from './document.entity.js';
export * from './document-erasure.entity.js';
export * from './document-text.entity.js';
export * from './document-opening.entity.js';
