import { Injectable } from '@nestjs/common';
import { limitsOf } from '#coverage';
import { dayInJapan } from '#kernel';
import { readPlace } from '#parties';
import { Database, Problem, limitOf, toPage, type Actor, type Page } from '#platform';
import { parametersInUse } from './contract-parameters.js';
import { coversDay, foldNumber, periodFromRow, type MemberPeriod, type MemberPeriodRow } from './period.js';
import { numberMatches, periodColumns } from './periods.reads.js';
import type {
  NeighbourPeriod,
  PolicyDetails,
  PolicyLimits,
  PolicyPremises,
  PolicyQuery,
  PolicySummary,
} from './policy.dto.js';
import { termsOf } from './product-terms.js';

type Named = MemberPeriodRow & { readonly institution_name: string };

interface DetailRow extends Named {
  readonly policyholder: string | null;
  readonly is_group: boolean | null;
  readonly premises: PolicyPremises[];
  readonly before: NeighbourPeriod[];
  readonly after: NeighbourPeriod[];
}

const named = `${periodColumns}, i.name AS institution_name`;
const from = 'FROM member_period m JOIN institution i ON i.id = m.institution_id';

const premises = `coalesce((
  SELECT json_agg(json_build_object('facilityId', f.id, 'facilityCode', f.code, 'facilityName', f.name, 'facilityKind', f.kind, 'fromOn', d.from_on, 'toOn', d.to_on) ORDER BY f.code, d.from_on)
    FROM declared_premises d JOIN facility f ON f.id = d.facility_id WHERE d.member_period_id = m.id), '[]') AS premises`;

/** Periods linked by renewal in one direction; `link` joins the next row `n` to the last one `c`. */
function chain(name: string, first: string, link: string): string {
  const columns = (alias: string): string =>
    `${alias}.id, ${alias}.renews_id, ${alias}.plan, ${alias}.inception_on, coalesce(${alias}.ended_early_on, ${alias}.expiry_on) AS expiry_on`;
  return `coalesce((
  WITH RECURSIVE c AS (
    SELECT ${columns('n')}, 1 AS step FROM member_period n WHERE ${first}
    UNION ALL SELECT ${columns('n')}, c.step + 1 FROM member_period n JOIN c ON ${link} WHERE c.step < 100)
  SELECT json_agg(json_build_object('id', id, 'plan', plan, 'inceptionDate', inception_on, 'expiryDate', expiry_on) ORDER BY step, inception_on) FROM c), '[]') AS ${name}`;
}

const before = chain('before', 'n.id = m.renews_id', 'n.id = c.renews_id');
const after = chain('after', 'n.renews_id = m.id', 'n.renews_id = c.id');

/** A policy as a member has it: one period of cover. Row security decides whose an actor's query finds. */
@Injectable()
export class PolicyReads {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, query: PolicyQuery): Promise<Page<PolicySummary>> {
    const [afterOn, afterId] = readPlace(query.cursor, 'day', 'id');
    const limit = limitOf(query);
    const number = query.number === undefined ? null : foldNumber(query.number);
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<Named>(
        `SELECT ${named} ${from}
          WHERE ($1::date IS NULL OR (m.inception_on, m.id) < ($1, $2::uuid))
            AND ($3::uuid IS NULL OR m.institution_id = $3)
            AND ($4::text IS NULL OR ${numberMatches('$4')})
            AND ($5::date IS NULL OR (m.inception_on <= $5 AND coalesce(m.ended_early_on, m.expiry_on) > m.inception_on
                 AND (coalesce(m.ended_early_on, m.expiry_on) > $5 OR (coalesce(m.ended_early_on, m.expiry_on) = $5 AND m.boundary_hour IS DISTINCT FROM 0))))
          ORDER BY m.inception_on DESC, m.id DESC LIMIT $6`,
        [afterOn, afterId, query.institutionId ?? null, number, dayOf(query.inForceOn), limit + 1],
      ),
    );
    const today = dayInJapan(new Date());
    return toPage(
      rows,
      limit,
      (row) => [row.inception_on, row.id],
      (row) => summaryOf(row, periodFromRow(row), today),
    );
  }

  async one(actor: Actor, id: string): Promise<PolicyDetails> {
    // An institution's role has no right to the contract of the whole group, only to its own part
    const whole = actor.side === 'insurer';
    const row = await this.database.read(actor, (tx) =>
      tx.one<DetailRow>(
        `SELECT ${named}, ${whole ? 'w.policyholder, w.is_group' : 'NULL AS policyholder, NULL AS is_group'}, ${premises}, ${before}, ${after}
           ${from} ${whole ? 'JOIN policy w ON w.id = m.policy_id' : ''} WHERE m.id = $1`,
        [id],
      ),
    );
    if (!row) throw new Problem('requests.not-found');
    const period = periodFromRow(row);
    return {
      ...summaryOf(row, period, dayInJapan(new Date())),
      policyholder: row.policyholder,
      isGroup: row.is_group,
      termsVersion: period.termsVersion,
      contractExpiryDate: period.contractExpiryDate,
      endedEarlyOn: period.endedEarlyOn,
      continuousSince: period.continuousSince,
      boundaryHour: period.boundaryHour,
      joinedMidTerm: period.joinedMidTerm,
      limits: limitsOfPeriod(period),
      deductibleYen: period.deductible,
      taxCreditableRatio: period.taxCreditableRatio,
      businessInterruption: period.businessInterruption && {
        limitYen: period.businessInterruption.limit,
        waitingHours: period.businessInterruption.waitingHours,
        indemnityMonths: period.businessInterruption.indemnityMonths ?? null,
      },
      bodilyInjuryPropertyDamage: period.bodilyInjuryPropertyDamage,
      premises: row.premises,
      before: row.before,
      after: row.after,
      parameters: parametersInUse(period.parameters),
      contractParameters: period.parameters,
    };
  }
}

// The calendar of the database begins with the year 1
function dayOf(given: string | undefined): string | null {
  return given === undefined ? null : given < '0001-01-01' ? '0001-01-01' : given;
}

function limitsOfPeriod(period: MemberPeriod): PolicyLimits {
  const limits = limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  if (!limits) throw new RangeError(`A ${period.institutionKind} has no contract type.`);
  return { liabilityYen: limits.liabilityLimit, responseExpenseYen: limits.responseExpenseLimit };
}

function summaryOf(row: Named, period: MemberPeriod, today: string): PolicySummary {
  return {
    id: period.id,
    policyNumber: period.policyNumber,
    certificateNumber: period.certificateNumber,
    institutionId: period.institutionId,
    institutionName: row.institution_name,
    institutionKind: period.institutionKind,
    corporationKind: period.corporationKind,
    plan: period.plan,
    inceptionDate: period.inceptionDate,
    expiryDate: period.expiryDate,
    inForce: coversDay(period, today),
    version: period.version,
  };
}
