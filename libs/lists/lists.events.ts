import type { Declaration } from '#queue';
import { EndExport } from './end-export.js';
import { WriteExport } from './write-export.js';

/** The errands that write exports, and erase them when their time is over. */
export const listsEvents: Declaration = { domain: 'lists', errands: [WriteExport, EndExport] };
