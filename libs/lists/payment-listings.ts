import { PageQuery } from '#http';
import { dayInJapan } from '#kernel';
import {
  BatchQuery,
  countBatches,
  countPayments,
  lateExpenses,
  listBatches,
  listPayments,
  PaymentQuery,
  PaymentWaitsQuery,
  waitsView,
} from '#payments';
import { dayOf, figure, lineOf, stateOf, wordsOf } from './cells.js';
import { batchWords, mistakeWords } from './list-words.js';
import { listingOf, paged, whole } from './listing.js';

export const payments = listingOf(
  'payments',
  { right: 'payments.read', query: PaymentQuery, open: paged(listPayments, countPayments) },
  {
    number: ({ number }) => figure(number),
    case: ({ caseNumber, line }, say) => lineOf(caseNumber, line, say),
    institution: ({ institutionName }) => institutionName,
    account: ({ account }) => account,
    amount: ({ amount }) => figure(amount),
    interest: ({ interest }) => (interest > 0 ? figure(interest) : null),
    by: ({ payBy }) => dayOf(payBy),
    state: (payment, say) =>
      [say(stateOf(payment)), payment.returnReason, payment.mistake && say(mistakeWords[payment.mistake])]
        .filter(Boolean)
        .join('　'),
  },
);

export const batches = listingOf(
  'batches',
  { right: 'payments.read', query: BatchQuery, open: paged(listBatches, countBatches) },
  {
    number: ({ number }, say) => say(batchWords(number)),
    on: ({ transferOn }) => dayOf(transferOn),
    state: (batch, say) => say(stateOf(batch)),
    count: (batch) => figure(batch.count),
    total: ({ total }) => figure(total),
    built: ({ builtByName }) => builtByName,
    releaser: ({ releaserName }) => releaserName,
  },
);

export const waits = listingOf(
  'waits',
  { right: 'incidents.read', query: PaymentWaitsQuery, open: whole(waitsView) },
  {
    case: ({ caseNumber, line }, say) => lineOf(caseNumber, line, say),
    institution: ({ institutionName }) => institutionName,
    amount: ({ amount }) => figure(amount),
    since: ({ since }) => (since === null ? null : dayOf(dayInJapan(since))),
    why: (wait, say) => say(wordsOf(wait)),
  },
);

export const late = listingOf(
  'late',
  { right: 'payments.read', query: PageQuery, open: whole(lateExpenses) },
  {
    days: ({ daysLate }) => figure(daysLate),
    case: ({ caseNumber, line }, say) => lineOf(caseNumber, line, say),
    institution: ({ institutionName }) => institutionName,
    state: (line, say) => say(stateOf(line)),
    amount: ({ amount }) => figure(amount),
    complete: ({ completeOn }) => dayOf(completeOn),
    by: ({ payBy }) => dayOf(payBy),
    with: ({ withName }) => withName,
  },
);
