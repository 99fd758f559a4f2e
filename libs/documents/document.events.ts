import type { Declaration } from '#queue';
import { EraseDocument } from './erase-document.js';

declare module '#database' {
  interface EventPayloads {
    'document.received': { readonly documentId: string };
    /** A document with a password was opened: it counts from now on. */
    'document.opened': { readonly documentId: string };
  }
}

/** The events of documents with their members, and the errand that erases contents. */
export const documentsEvents: Declaration = {
  domain: 'documents',
  events: { 'document.received': ['documentId'], 'document.opened': ['documentId'] },
  errands: [EraseDocument],
};
