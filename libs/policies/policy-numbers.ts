import type { Tx } from '#database';
import type { InstitutionEntity } from '#facilities';
import type { Faults } from './entry-faults.js';
import { foldNumber } from './folded-number.js';
import type { PolicyEntity } from './policy.entity.js';
import type { Words } from '#kernel';

/** A number as it is kept: usual width, no space around, single spaces within. */
export function keptNumber(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/** Whether people can read a number out and type it in: letters and digits, and of signs only what separates them. */
export function isReadable(kept: string): boolean {
  return /[\p{L}\p{N}]/u.test(foldNumber(kept)) && /^[\p{L}\p{N}\p{Pd}\u2212 /.]+$/u.test(kept);
}

/**
 * Looks at a certificate number that is about to be used by a member for these days: readable, nobody else's, and no
 * policy's.
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

/** A name or number that stands in a sentence of both languages. */
export const inBothLanguages = (text: string): Words => ({ ja: text, en: text });

/** What a refusal says of the number that is there already. */
export const numberNamed = (number: string): { allowed: string; params: { number: Words } } => ({
  allowed: number,
  params: { number: inBothLanguages(number) },
});
