import type { Asked } from '#coverage';
import type { Tx } from '#database';
import { openAmounts, type OpenAmount } from '#limits';
import { periodById, type MemberPeriod } from '#policies';
import type { LimitDto } from './assessment.dto.js';
import type { Outlooks } from './outlook.js';
import { caseLimits, mayReadLimits } from './period-limits.js';
import type { CoverageOutlookEntity } from './coverage-outlook.entity.js';

/** One run of the engine over a case, as it is stored. */
export interface Run extends Pick<CoverageOutlookEntity, 'id' | 'at' | 'terms_version' | 'assessment'> {
  /** SHA-256 of the request; null where the engine was not called. */
  readonly request_hash: string | null;
  /** Runs from before there were two outlooks have `reasons` instead of `coverageReasons`. */
  readonly answer: Partial<Pick<CoverageOutlookEntity['answer'], 'coverageReasons' | 'notAssessed'>> & {
    readonly reasons?: Outlooks['coverageReasons'];
    readonly asked?: Asked | null;
  };
}

/** The cover of a case: its last run, and the open amounts of its period. */
export interface CaseCoverage {
  readonly run: Run | null;
  readonly period: MemberPeriod | null;
  /** null for readers who see only some cases of the member: amounts of the others would be missing. */
  readonly open: readonly OpenAmount[] | null;
  /** null for readers who may not see limits, and where no policy is known. */
  readonly limits: readonly LimitDto[] | null;
}

/** A case that has just been reported. */
export const notYetAssessed: CaseCoverage = { run: null, period: null, open: null, limits: null };

interface CaseOfRun {
  readonly id: string;
  readonly outlook_id: string | null;
  readonly member_period_id: string | null;
}

/** The cover of a case as it is now. */
export async function coverageOfCase(tx: Tx, incident: CaseOfRun): Promise<CaseCoverage> {
  const { outlook_id, member_period_id } = incident;
  const all = tx.actor.cases === '*' && member_period_id !== null;
  const nothing = Promise.resolve(null);
  const [run, period, open] = await tx.together([
    outlook_id === null ? nothing : runById(tx, outlook_id),
    all ? periodById(tx, member_period_id) : nothing,
    all ? openAmounts(tx, [member_period_id]) : nothing,
  ]);
  const amounts = open && (open.get(member_period_id ?? '') ?? []);
  const limits =
    period && amounts && mayReadLimits(tx.actor) ? await caseLimits(tx, period, amounts, incident.id) : null;
  return { run, period, open: amounts, limits };
}

/** The run that a case had at an earlier time; without present amounts, which say nothing about it. */
export async function coverageAt(tx: Tx, { outlook_id }: Pick<CaseOfRun, 'outlook_id'>): Promise<CaseCoverage> {
  return { ...notYetAssessed, run: outlook_id === null ? null : await runById(tx, outlook_id) };
}

async function runById(tx: Tx, id: string): Promise<Run | null> {
  const run = await tx.one<Run>(
    `SELECT id, at, encode(request_hash, 'hex') AS request_hash, terms_version, answer, assessment
       FROM coverage_outlook
       WHERE id = $1`,
    [id],
  );
  return run ?? null;
}
