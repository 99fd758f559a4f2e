import type { InsurerList } from '#kernel';
import * as cases from './case-listings.js';
import * as expenses from './expense-listings.js';
import * as letters from './letter-listings.js';
import type { Listing } from './listing.js';
import * as payments from './payment-listings.js';
import * as rosters from './roster-listings.js';

/** How each list is read, for views and files. */
export const listings: Readonly<Record<InsurerList, Listing>> = {
  ...cases,
  ...expenses,
  ...payments,
  ...letters,
  ...rosters,
};
