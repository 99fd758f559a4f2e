import { type Tx } from '#database';
import { requireVersion } from '#http';
import { Problem } from '#problems';
import { Faults } from './entry-faults.js';
import { checkCertificate, keptNumber } from './policy-numbers.js';
import { translateRefusal, periodForUpdate, recordPeriod } from './period.store.js';
import type { CorrectPolicyDto } from './policy-entry.dto.js';
import { changePeriod, reasonOfChange } from './change-period.js';

/**
 * Corrects the certificate number; parameters are entered and approved as terms, and everything else of a period
 * changes with a renewal. Throws `requests.not-found`, `requests.stale-version`, `policies.reason-needed`,
 * `policies.nothing-to-correct`.
 */
export async function correctPolicy(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: CorrectPolicyDto,
): Promise<void> {
  const period = await periodForUpdate(tx, id);
  requireVersion(period.version, expectedVersion);
  const reason = reasonOfChange(body.reason);
  if (body.certificateNumber === undefined) throw new Problem('policies.nothing-to-correct');
  const faults = new Faults();
  const certificateNumber = body.certificateNumber === null ? null : keptNumber(body.certificateNumber);
  if (certificateNumber !== null) {
    const use = { institutionId: period.institutionId, from: period.inceptionDate, to: period.expiryDate };
    await checkCertificate(tx, certificateNumber, use, faults);
  }
  faults.refuse();
  await translateRefusal(changePeriod(tx, period, { certificate_number: certificateNumber }));
  recordPeriod(tx, period, {
    action: 'policy.corrected',
    before: { certificateNumber: period.certificateNumber },
    after: { certificateNumber },
    reason,
  });
}
