import { INSURER, NOT_KNOWN, type Tx } from '#database';
import { dayInJapan, newId } from '#kernel';
import { Problem, faultAt } from '#problems';
import type { InstitutionEntity } from '#facilities';
import { dayPeriodFault } from './day-line.js';
import { refuseFault, sharesDay } from './day-line.store.js';
import type { ClientDto } from './agency.dto.js';
import { AgencyClientEntity } from './agency-client.entity.js';

/**
 * Enters a client of an agency: its agents see that institution from that day. Throws `requests.not-found`,
 * `parties.institution-not-found`, the codes of `dayPeriodFault`, `parties.line-overlaps`.
 */
export async function enterClient(tx: Tx, agencyId: string, body: ClientDto): Promise<void> {
  const period = { from: body.from, to: body.to ?? null };
  refuseFault(dayPeriodFault(period, dayInJapan(tx.now)));
  if (!(await tx.one('SELECT 1 FROM agency WHERE id = $1 FOR NO KEY UPDATE', [agencyId])))
    throw new Problem('requests.not-found');
  const institution = await tx.one<Pick<InstitutionEntity, 'id'>>(
    'SELECT id FROM institution WHERE id = $1 AND id NOT IN ($2, $3)',
    [body.institutionId, INSURER, NOT_KNOWN],
  );
  if (!institution) throw faultAt('/institutionId', 'parties.institution-not-found');
  const other = await tx.one(
    `SELECT
       FROM agency_client
       WHERE agency_id = $1
         AND institution_id = $2
         AND ${sharesDay}
       LIMIT 1`,
    [agencyId, institution.id, period.from, period.to],
  );
  if (other) throw faultAt('/from', 'parties.line-overlaps');
  const id = newId();
  await tx.insert(AgencyClientEntity, {
    id,
    agency_id: agencyId,
    institution_id: institution.id,
    from_on: period.from,
    to_on: period.to,
  });
  tx.record('insurer', {
    audit: {
      action: 'agency-client.entered',
      subject: `agency:${agencyId}`,
      after: { id, institutionId: institution.id, ...period },
    },
  });
}
