import { PageQuery } from '#http';
import { dayInJapan, type Words } from '#kernel';
import {
  AccountQuery,
  BankEntryQuery,
  BatchQuery,
  countBatches,
  countPayments,
  lateExpenses,
  listAccounts,
  listBankEntries,
  listBatches,
  listPayments,
  PaymentQuery,
  PaymentWaitsQuery,
  waitsView,
  type AccountDto,
} from '#payments';
import { dayOf, figure, lineOf, nameIn, stateOf, wordsOf } from './cells.js';
import {
  accountCameBack,
  accountSourceWords,
  accountTypeWords,
  bankActWords,
  batchWords,
  closedOn,
  currentAccount,
  enteredStateWords,
  mistakeWords,
  victimOf,
} from './list-words.js';
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

/** Payee accounts, their numbers masked. */
export const accounts = listingOf(
  'accounts',
  { right: 'accounts.read', query: AccountQuery, open: paged(listAccounts) },
  {
    payee: ({ vendorName, claimantId, institutionName }, say) =>
      vendorName ?? (claimantId === null ? institutionName : say(victimOf(institutionName))),
    bank: ({ bankName, branchName }) => `${bankName}　${branchName}`,
    number: ({ accountType, accountNumber }, say) => `${nameIn(accountTypeWords, accountType, say)}　${accountNumber}`,
    source: ({ source }, say) => nameIn(accountSourceWords, source, say),
    since: ({ enteredAt }) => dayOf(dayInJapan(enteredAt)),
    state: (account, say) => say(standing(account)),
  },
);

/** How an account stands; of a confirmed one: whether money can go there. */
function standing({ state, closedOn: closed, cameBack, current }: AccountDto): Words {
  if (state === 'confirmed') {
    if (closed !== null) return closedOn(closed.replaceAll('-', '/'));
    if (cameBack) return accountCameBack;
    if (current) return currentAccount;
  }
  return enteredStateWords[state as keyof typeof enteredStateWords];
}

/** Changes of the bank and branch master. */
export const banks = listingOf(
  'banks',
  { right: 'banks.read', query: BankEntryQuery, open: paged(listBankEntries) },
  {
    entered: ({ enteredAt }) => dayOf(dayInJapan(enteredAt)),
    codes: ({ bankCode, branchCode }) => (branchCode ? `${bankCode}-${branchCode}` : bankCode),
    act: ({ act }, say) => say(bankActWords[act]),
    name: ({ name }) => name,
    from: ({ fromOn }) => dayOf(fromOn),
    source: ({ source }) => source,
    by: ({ enteredByName }) => enteredByName,
    state: ({ state }, say) => nameIn(enteredStateWords, state, say),
  },
);
