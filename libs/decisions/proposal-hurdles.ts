import type { Tx } from '#database';
import {
  evidenceOfOne,
  missingPapers,
  openDuplicates,
  requireRate,
  requireRateOfDay,
  type Duplicate,
  type Evidence,
  type RateRow,
} from '#expenses';
import type { IncidentRow } from '#incidents';
import type { CodedText } from '#kernel';
import { Problem, problemSentences } from '#problems';
import type { Subject } from './decision-basis.js';
import { duplicateOpen } from './decision-words.js';
import { requireClear, requireCleared, type Clearance } from './screening.js';

/**
 * What a line needs before anything is proposed: an open case and its papers where it is paid, a rate, and a look at
 * what it may duplicate.
 * `unseen`: whether names that nobody has looked up yet stand in the way; a proposal looks them up first. Throws
 * `decisions.case-not-open`, `decisions.evidence-missing`, `decisions.screening-held`, `decisions.claimant-missing`,
 * `expenses.rate-missing`,
 * `decisions.duplicate-open`.
 */
export async function requireReady(
  tx: Tx,
  subject: Subject,
  amountYen: number,
  screening: { unseen?: 'refused' | 'passed' } = {},
): Promise<void> {
  for (const look of readiness(subject, amountYen, readNow(tx, subject, screening))) await look();
}

/** What a line needs that is read: each throws what is missing. */
interface Readings {
  readonly evidence: () => Promise<void> | void;
  readonly clear: () => Promise<void> | void;
  readonly rate: () => Promise<void> | void;
  readonly duplicate: () => Promise<void> | void;
}

type Line = Pick<Subject, 'incident' | 'expense'>;

/** Read when it is looked at. */
function readNow(tx: Tx, { incident, expense }: Line, screening: { unseen?: 'refused' | 'passed' }): Readings {
  return {
    evidence: async () => requireEvidence(await evidenceOfOne(tx, incident, expense)),
    clear: () => requireClear(tx, incident, screening),
    rate: () => requireRate(tx, expense),
    duplicate: async () => requireNoDuplicate(await openDuplicates(tx, expense.id)),
  };
}

/** The conditions of a proposal, one function each: it throws what is missing. */
function readiness(
  { incident, expense }: Line,
  amountYen: number,
  { evidence, clear, rate, duplicate }: Readings,
): (() => Promise<void> | void)[] {
  return [
    ...(amountYen > 0 ? [() => requireOpen(incident), evidence, clear, () => requireClaimant(expense)] : []),
    rate,
    duplicate,
  ];
}

/**
 * Everything that is missing for a proposal on a line, for a reader who has not made it; empty: nothing. Names that
 * were not screened yet do not count: a proposal screens them first.
 */
export async function hurdlesOf(tx: Tx, line: Line, amountYen: number): Promise<CodedText[]> {
  return hurdlesBy(readiness(line, amountYen, readNow(tx, line, { unseen: 'passed' })));
}

/** What was read of a line, with others, before anybody looks at what it needs. */
export interface ReadOfLine {
  readonly evidence: Evidence;
  readonly clearance: Clearance | undefined;
  readonly rate: RateRow | null;
  readonly duplicates: readonly Duplicate[];
}

/** The same of what was read already, at a moment. */
export async function hurdlesRead(
  line: Line,
  amountYen: number,
  { read, now }: { readonly read: ReadOfLine; readonly now: Date },
): Promise<CodedText[]> {
  return hurdlesBy(
    readiness(line, amountYen, {
      evidence: () => requireEvidence(read.evidence),
      clear: () => requireCleared(read.clearance, { unseen: 'passed' }),
      rate: () => requireRateOfDay(line.expense, read.rate, now),
      duplicate: () => requireNoDuplicate(read.duplicates),
    }),
  );
}

async function hurdlesBy(looks: readonly (() => Promise<void> | void)[]): Promise<CodedText[]> {
  const found: CodedText[] = [];
  for (const look of looks) {
    try {
      await look();
    } catch (error) {
      // a function may also throw before it returns its promise
      found.push(...refusalTexts(error));
    }
  }
  return found;
}

/** The sentences of a refusal, for a reader who has not made the request. Throws every other error on. */
export function refusalTexts(error: unknown): readonly CodedText[] {
  if (!(error instanceof Problem)) throw error;
  const { missing } = error.details;
  if (missing && missing.length > 0) return missing;
  const { ja, en } = problemSentences(error);
  return [{ code: error.code, textJa: ja, textEn: en }];
}

/** A proposal to pay needs the case open. Throws `decisions.case-not-open`. */
export function requireOpen({ state }: Pick<IncidentRow, 'state'>): void {
  if (state !== 'open') throw new Problem('decisions.case-not-open');
}

function requireClaimant({ category, claimant_id }: Subject['expense']): void {
  if (category === 'damages' && claimant_id === null) throw new Problem('decisions.claimant-missing');
}

/** A possible duplicate is compared first. Throws `decisions.duplicate-open` with the other expense. */
function requireNoDuplicate(open: readonly Duplicate[]): void {
  if (open.length > 0)
    throw new Problem('decisions.duplicate-open', {
      missing: open.map(({ caseNumber, line }) => duplicateOpen(caseNumber, line)),
    });
}

/**
 * Nothing is paid without its papers, or a waiver by a senior adjuster for each missing one. Throws
 * `decisions.evidence-missing`.
 */
function requireEvidence(evidence: Evidence): void {
  const missing = missingPapers(evidence);
  if (missing.length > 0) throw new Problem('decisions.evidence-missing', { missing });
}
