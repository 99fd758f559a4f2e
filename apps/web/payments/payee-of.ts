import type { Schemas } from '../api/api.js';
import type { PaymentsText } from '../text/ja/payments.js';

type Account = Schemas['AccountDto'];

/** Whom an account is of: a vendor, a victim of a case, or the institution itself. */
export const payeeOf = ({ vendorName, claimantId, institutionName }: Account, t: PaymentsText): string =>
  vendorName ?? (claimantId === null ? institutionName : t.victimOf(institutionName));
