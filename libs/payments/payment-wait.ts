import { accountIsOurs, heldText, said, saidToInstitution, saidToInsurer, type Said } from './payment-wait-words.js';

/**
 * Why approved money is not sent yet: no account; the newest one was refused; the transfer was returned; its bank or
 * branch has closed; the account is not confirmed yet; it is confirmed and to be scheduled again; the payment was
 * stopped.
 */
export const accountWaits = ['none', 'refused', 'returned', 'closed', 'unconfirmed', 'ready', 'stopped'] as const;
export type AccountWait = (typeof accountWaits)[number];

/** The queues among them: somebody is asked for an account, or the payment was stopped. */
export const waitQueues = ['account', 'stopped'] as const;
export type WaitQueue = (typeof waitQueues)[number];

/**
 * Approved money of one expense, or of a cost that the insurer bears, that is not scheduled to an open account; whole
 * yen.
 */
export interface PaymentWait {
  /** null: a cost that the insurer bears itself. */
  readonly expenseId: string | null;
  /**
   * The payment that was returned, or is scheduled to a closed bank or branch; null before there is one, and after it
   * was stopped.
   */
  readonly paymentId: string | null;
  readonly incidentId: string;
  readonly institutionId: string;
  readonly payee: 'institution' | 'victim' | 'vendor';
  readonly amountYen: number;
  /** `ready` with `heldByArticle22`: there is an account. */
  readonly account: AccountWait;
  /** Who has to name or enter an account; null: no one, it waits for payments or for article 22. */
  readonly askedOf: 'institution' | 'insurer' | null;
  /** null where there is an account. */
  readonly since: Date | null;
  /** Damages above what article 22 allows now. */
  readonly heldByArticle22: boolean;
  /** What article 22 allows now; null: article 22 does not apply, or the reader may not read claimants. */
  readonly roomYen: number | null;
}

/** What approved money waits for, and what has to be done, for the institution or for the insurer. */
export function waitText(wait: PaymentWait, side: 'institution' | 'insurer'): Said {
  const account = accountText(wait, side);
  if (!wait.heldByArticle22) return account;
  const held = heldText(wait.roomYen, side);
  return wait.account === 'ready' ? held : said(`${held.textJa}${account.textJa}`, `${held.textEn} ${account.textEn}`);
}

function accountText({ account, askedOf }: PaymentWait, side: 'institution' | 'insurer'): Said {
  if (side === 'insurer') return saidToInsurer[account];
  return askedOf === 'insurer' ? accountIsOurs : saidToInstitution[account];
}
