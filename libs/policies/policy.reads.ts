import { Injectable } from '@nestjs/common';
import { limitsOf } from '#coverage';
import { Database, type Actor, type Tx } from '#database';
import { readPlace, limitOf, toPage, type Page } from '#http';
import { dayInJapan } from '#kernel';
import { Problem } from '#problems';
import { parametersInUse, termsOf } from '#terms';
import { periodColumns, type MemberPeriodEntity, type MemberPeriodRow } from './member-period.entity.js';
import { coversDay, periodFromRow, type MemberPeriod } from './period.js';
import type {
  NeighbourPeriod,
  PolicyDetails,
  PolicyLimits,
  PolicyPremises,
  PolicyQuery,
  PolicySummary,
} from './policy.dto.js';
import { addNumber, conditionsOf, type Conditions } from './policy-search.js';

type Named = MemberPeriodRow & { readonly institution_name: string };

interface DetailRow extends Named, Pick<MemberPeriodEntity, 'ended_reason'> {
  readonly policyholder: string | null;
  readonly is_group: boolean | null;
  readonly premises: PolicyPremises[];
  readonly before: NeighbourPeriod[];
  readonly after: NeighbourPeriod[];
}

const named = `${periodColumns}, i.name AS institution_name`;
const from = 'FROM member_period m JOIN institution i ON i.id = m.institution_id';

const premises = `coalesce((
  SELECT json_agg(json_build_object('facilityId', f.id, 'facilityCode', f.code, 'facilityName', f.name,
    'facilityKind', f.kind, 'fromOn', d.from_on, 'toOn', d.to_on, 'declaredMidTerm', d.from_on > m.inception_on)
      ORDER BY f.code, d.from_on)
    FROM declared_premises d
    JOIN facility f ON f.id = d.facility_id
    WHERE d.member_period_id = m.id), '[]') AS premises`;

/** SQL: periods linked by renewal in one direction; `link` joins the next row `n` to the last one `c`. */
function chain(name: string, first: string, link: string): string {
  const columns = (alias: string): string =>
    `${alias}.id, ${alias}.renews_id, ${alias}.plan, ${alias}.inception_on,
       coalesce(${alias}.ended_early_on, ${alias}.expiry_on) AS expiry_on`;
  return `coalesce((
  WITH RECURSIVE c AS (
    SELECT ${columns('n')}, 1 AS step FROM member_period n WHERE ${first}
    UNION ALL SELECT ${columns('n')}, c.step + 1 FROM member_period n JOIN c ON ${link} WHERE c.step < 100)
  SELECT json_agg(json_build_object('id', id, 'plan', plan, 'inceptionDate', inception_on, 'expiryDate', expiry_on)
      ORDER BY step, inception_on)
      FROM c), '[]') AS ${name}`;
}

const before = chain('before', 'n.id = m.renews_id', 'n.id = c.renews_id');
const after = chain('after', 'n.renews_id = m.id', 'n.renews_id = c.id');

/**
 * Reads of policies: one row is one member's period of cover. Row security decides which ones an actor's query finds.
 */
@Injectable()
export class PolicyReads {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, query: PolicyQuery): Promise<Page<PolicySummary>> {
    const limit = limitOf(query);
    const rows = await this.database.read(actor, (tx) => listed(tx, query, limit + 1));
    const today = dayInJapan(new Date());
    return toPage(
      rows,
      limit,
      (row) => (query.number === undefined ? [] : [row.whole ? '1' : '0']).concat(row.inception_on, row.id),
      (row) => summaryOf(row, periodFromRow(row), today),
    );
  }

  async one(actor: Actor, id: string): Promise<PolicyDetails> {
    return this.database.read(actor, (tx) => policyView(tx, id));
  }
}

/** One period, for the actor of the transaction. Throws `requests.not-found`. */
export async function policyView(tx: Tx, id: string): Promise<PolicyDetails> {
  // an institution may see its own part of a group's contract, but not the whole
  const whole = tx.actor.side === 'insurer';
  const row = await tx.one<DetailRow>(
    `SELECT ${named}, m.ended_reason,
       ${whole ? 'w.policyholder, w.is_group' : 'NULL AS policyholder, NULL AS is_group'}, ${premises}, ${before},
       ${after}
         ${from} ${whole ? 'JOIN policy w ON w.id = m.policy_id' : ''} WHERE m.id = $1`,
    [id],
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
    endedReason: row.ended_reason,
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
    parameters: parametersInUse(period.ownParameters, period.parameters),
    contractParameters: period.ownParameters,
  };
}

// the exact number first, then numbers that begin with it: two queries, each with its index and limit
async function listed(tx: Tx, query: PolicyQuery, most: number): Promise<Listed[]> {
  if (query.number === undefined) {
    const [on, id] = readPlace(query.cursor, 'day', 'id');
    return latest(tx, conditionsOf(query), [on, id], most);
  }
  const [rank, on, id] = readPlace(query.cursor, 'number', 'day', 'id');
  const place: Place = [on, id];
  const whole = rank === '0' ? [] : await latest(tx, addNumber(conditionsOf(query), query.number, true), place, most);
  const found = whole.map((row) => ({ ...row, whole: true }));
  if (found.length >= most) return found;
  const begins = addNumber(conditionsOf(query), query.number, false);
  return [...found, ...(await latest(tx, begins, rank === '0' ? place : [null, null], most - found.length))];
}

type Place = readonly [on: string | null, id: string | null];
type Listed = Named & { readonly whole?: boolean };

function latest(tx: Tx, conditions: Conditions, [on, id]: Place, most: number): Promise<Listed[]> {
  if (on !== null) conditions.add((day, after) => `(m.inception_on, m.id) < (${day}::date, ${after}::uuid)`, on, id);
  const limit = conditions.value(most);
  return tx.rows<Listed>(
    `SELECT ${named} ${from} WHERE ${conditions.sql} ORDER BY m.inception_on DESC, m.id DESC LIMIT ${limit}`,
    conditions.values,
  );
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
