import type { Tx } from '#database';
import type { InstitutionEntity } from '#facilities';
import type { Faults } from './entry-faults.js';
import { foldNumber } from './folded-number.js';
import type { PolicyEntity } from './policy.entity.js';
import type { Words } from '#kernel';

/** A number in its stored form: normal width, trimmed, single spaces within. */
export function keptNumber(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/** Whether a number can be read out and typed: letters, digits and separators only. */
export function isReadable(kept: string): boolean {
  return /[\p{L}\p{N}]/u.test(foldNumber(kept)) && /^[\p{L}\p{N}\p{Pd}\u2212 /.]+$/u.test(kept);
}

/**
 * Checks a certificate number for a member and these days: readable, not another member's, and not the number of a
 * policy.
 */
export async function checkCertificate(
  tx: Tx,
  certificate: string,
  use: { readonly institutionId: string | null; readonly from: string; readonly to: string },
  faults: Faults,
): Promise<void> {
  if (!isReadable(certificate)) return faults.add('/certificateNumber', 'policies.number-unreadable');
  const folded = foldNumber(certificate);
  const policy = await tx.one<Pick<PolicyEntity, 'number'>>(
    'SELECT number FROM policy WHERE fold_number(number) = $1',
    [folded],
  );
  if (policy) faults.add('/certificateNumber', 'policies.number-folds-to-other', numberNamed(policy.number));
  if (use.to <= use.from) return;
  const taken = await tx.one<Pick<InstitutionEntity, 'name'>>(
    `SELECT i.name FROM member_period m JOIN institution i ON i.id = m.institution_id
      WHERE m.certificate_number_folded = $1 AND ($2::uuid IS NULL OR m.institution_id <> $2)
        AND daterange(m.inception_on, coalesce(m.ended_early_on, m.expiry_on)) && daterange($3, $4) LIMIT 1`,
    [folded, use.institutionId, use.from, use.to],
  );
  if (taken)
    faults.add('/certificateNumber', 'policies.certificate-taken', { params: { name: inBothLanguages(taken.name) } });
}

/** A name or number for a sentence in both languages. */
export const inBothLanguages = (text: string): Words => ({ ja: text, en: text });

/** The known number, for a refusal. */
export const numberNamed = (number: string): { allowed: string; params: { number: Words } } => ({
  allowed: number,
  params: { number: inBothLanguages(number) },
});
