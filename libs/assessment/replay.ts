import { createHash } from 'node:crypto';
import type { AssessedLine, CoverageResponse } from '#coverage';
import { printResponse } from '#coverage-requests';
import { type Tx } from '#database';
import { canonicalJson, contentHash } from '#platform';
import { termsOf } from '#terms';
import { IncidentEntity } from '#incidents';
import { formerOutlookOf } from './former-outlook.js';
import { outlooksOf, type CoverageOutlook, type Outlooks, type SupportOutlook } from './outlook.js';
import type { CoverageOutlookEntity } from './coverage-outlook.entity.js';

const kept = [
  'id',
  'incident_id',
  'at',
  'input',
  'outlook',
  'support_outlook',
  'assessment',
] as const satisfies readonly (keyof CoverageOutlookEntity)[];

/** A stored run with its whole input. */
export interface KeptRun extends Pick<CoverageOutlookEntity, (typeof kept)[number]> {
  /** Beside the assessment; runs from before there were two outlooks have `reasons` alone. */
  readonly answer: Partial<Pick<CoverageOutlookEntity['answer'], 'coverageReasons' | 'supportReasons'>> & {
    readonly reasons?: Outlooks['coverageReasons'];
  };
  /** SHA-256, hexadecimal; null where the engine was not called. */
  readonly request_hash: string | null;
  /** null also for runs from before answers were stored. */
  readonly answer_hash: string | null;
}

/** One difference, in codes and figures: no contents of the case. */
export interface Difference {
  readonly what: 'outlook' | 'support-outlook' | 'reasons' | 'support-reasons' | 'request' | 'answer' | 'line';
  /** The line's id; null for a difference that is not about a line. */
  readonly line: string | null;
  readonly kept: string;
  readonly now: string;
}

/** A run with differences. */
export interface DifferentRun {
  readonly runId: string;
  readonly incidentId: string;
  readonly differences: Difference[];
}

/** Runs the engine again on the input of a run; empty when everything is as it was stored. */
export function replayDifferences(run: KeptRun): Difference[] {
  const { outlook, support_outlook, answer, assessment, request_hash, answer_hash } = run;
  const again = madeAgain(run);
  const differences: Difference[] = [];
  const compare = (
    what: Difference['what'],
    kept: string | null,
    now: string | null,
    line: string | null = null,
  ): void => {
    if (kept !== now) differences.push({ what, line, kept: kept ?? 'none', now: now ?? 'none' });
  };
  compare('outlook', outlook, again.outlook);
  compare('support-outlook', support_outlook, again.supportOutlook);
  compare('reasons', codesOf(answer.coverageReasons ?? answer.reasons ?? []), again.reasons.join(' '));
  compare('support-reasons', codesOf(answer.supportReasons ?? []), again.supportReasons.join(' '));
  compare('request', request_hash, again.request ? contentHash(again.request).toString('hex') : null);
  if (answer_hash !== null || again.assessment === null)
    compare('answer', answer_hash, again.assessment ? answerHash(again.assessment).hash : null);
  if (differences.some(({ what }) => what === 'answer'))
    for (const line of again.assessment?.lines ?? []) {
      const kept = assessment?.lines.find(({ id }) => id === line.id);
      compare('line', kept ? figuresOf(kept) : null, figuresOf(line), line.id);
    }
  return differences;
}

type MadeAgain = Pick<Outlooks, 'request' | 'assessment'> & {
  readonly outlook: CoverageOutlook;
  readonly supportOutlook: SupportOutlook | null;
  readonly reasons: readonly string[];
  readonly supportReasons: readonly string[];
};

function madeAgain({ input, support_outlook }: KeptRun): MadeAgain {
  const terms = input.period ? termsOf(input.period.termsVersion) : null;
  if (support_outlook === null) return { ...formerOutlookOf(input, terms), supportOutlook: null, supportReasons: [] };
  const { coverageOutlook: outlook, coverageReasons, supportReasons, ...answer } = outlooksOf(input, terms);
  const codes = (reasons: Outlooks['coverageReasons']): string[] => reasons.map(({ code }) => code);
  return { ...answer, outlook, reasons: codes(coverageReasons), supportReasons: codes(supportReasons) };
}

const codesOf = (reasons: Outlooks['coverageReasons']): string => reasons.map(({ code }) => code).join(' ');

function figuresOf({ outcome, payable, wouldPay, reasons, steps }: AssessedLine): string {
  return canonicalJson([outcome, payable, wouldPay, reasons.map(({ code }) => code), steps]);
}

/** An answer as it is stored, digit by digit, and its SHA-256 (hexadecimal), with which a later run is compared. */
export function answerHash(assessment: CoverageResponse): { readonly text: string; readonly hash: string } {
  const bytes = Buffer.from(printResponse(assessment), 'latin1');
  return { text: bytes.toString('utf8'), hash: createHash('sha256').update(bytes).digest('hex') };
}

const columns = `${kept.map((name) => `o.${name}`).join(', ')}, o.answer,
  encode(o.request_hash, 'hex') AS request_hash, encode(o.answer_hash, 'hex') AS answer_hash`;

/** Every run of a case by its number, oldest first; null for an unknown case. */
export async function runsOfCase(tx: Tx, caseNumber: string): Promise<KeptRun[] | null> {
  const found = await tx.findOne(IncidentEntity, { case_number: caseNumber });
  if (!found) return null;
  return tx.rows<KeptRun>(`SELECT ${columns} FROM coverage_outlook o WHERE o.incident_id = $1 ORDER BY o.at, o.id`, [
    found.id,
  ]);
}

/**
 * A sample of runs: the newest ones, and as many from all time. Ids begin with their time, so that a random time leads
 * to a run by the key.
 */
export async function sampledRuns(tx: Tx, most: number): Promise<KeptRun[]> {
  const drawn = Array.from({ length: most }, () => Math.random());
  const rows = await tx.rows<KeptRun>(
    `WITH edges AS (
         SELECT (SELECT id FROM coverage_outlook ORDER BY id LIMIT 1) AS first,
           (SELECT id FROM coverage_outlook ORDER BY id DESC LIMIT 1) AS last),
          span AS (SELECT ('x' || lpad(left(replace(first::text, '-', ''), 12), 16, '0'))::bit(64)::bigint AS low,
                          ('x' || lpad(left(replace(last::text, '-', ''), 12), 16, '0'))::bit(64)::bigint AS high
                              FROM edges
                              WHERE first IS NOT NULL),
          chosen AS (
            (SELECT id FROM coverage_outlook ORDER BY id DESC LIMIT $1)
            UNION SELECT r.id FROM span, unnest($2::float8[]) AS d(share)
              CROSS JOIN LATERAL (SELECT c.id FROM coverage_outlook c
                WHERE c.id >= (lpad(to_hex(low + floor(share * (high - low
                  + 1))::bigint), 12, '0') || repeat('0', 20))::uuid
                    ORDER BY c.id
                    LIMIT 1) r)
     SELECT ${columns} FROM chosen JOIN coverage_outlook o USING (id) ORDER BY o.id`,
    [most, drawn],
  );
  return rows;
}
