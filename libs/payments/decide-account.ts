import type { Tx } from '#database';
import { screenNames } from '#decisions';
import type { Secrets } from '#platform';
import { Problem } from '#problems';
import { PayeeAccountEntity } from './payee-account.entity.js';
import { namesOf, openAccount, isTyped } from './payee-account.js';

/**
 * Confirms an account by typing number and holder again, or refuses it with a reason. Throws `requests.not-found`,
 * `accounts.second-person-needed`, `accounts.decided-already`, `accounts.does-not-match`.
 */
export async function decideAccount(
  tx: Tx,
  id: string,
  decision: { readonly typed: { accountNumber: string; holder: string } } | { readonly reason: string },
  secrets: Secrets,
): Promise<void> {
  const account = await tx.findOne(PayeeAccountEntity, { id });
  if (!account) throw new Problem('requests.not-found');
  if (account.decision !== null) throw new Problem('accounts.decided-already');
  if (account.entered_by === tx.actor.id) throw new Problem('accounts.second-person-needed');
  const secret = openAccount(account, secrets);
  if ('typed' in decision && !isTyped(secret, decision.typed, account.bank_code))
    throw new Problem('accounts.does-not-match');
  if ('typed' in decision)
    await screenNames(
      tx,
      [
        {
          kind: 'account',
          id,
          institutionId: account.institution_id,
          names: namesOf(secret.holder, account.vendor_name),
        },
      ],
      'account',
    );
  const outcome = 'typed' in decision ? 'confirmed' : 'refused';
  const reason = 'reason' in decision ? decision.reason : null;
  const done = await tx.rows(
    `UPDATE payee_account
       SET decision = $2, decided_by = $3, decided_at = $4, decision_reason = $5
       WHERE id = $1 AND decision IS NULL
       RETURNING id`,
    [id, outcome, tx.actor.id, tx.now, reason],
  );
  if (done.length === 0) throw new Problem('accounts.decided-already');
  tx.record(
    { institutionId: account.institution_id },
    { audit: { action: `account.${outcome}`, subject: id, after: { outcome }, reason } },
  );
}
