import type { Tx } from '#database';
import { evidenceOfOne, missingPapers, openDuplicates, requireRate } from '#expenses';
import type { IncidentRow } from '#incidents';
import type { CodedText } from '#kernel';
import { Problem, problemSentences } from '#problems';
import type { Subject } from './decision-basis.js';
import { duplicateOpen } from './decision-words.js';
import { requireClear } from './screening.js';

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
  for (const look of readiness(tx, { ...subject, amountYen }, screening)) await look();
}

/** The conditions of a proposal, one function each: it throws what is missing. */
function readiness(
  tx: Tx,
  subject: Pick<Subject, 'incident' | 'expense'> & { readonly amountYen: number },
  screening: { unseen?: 'refused' | 'passed' },
): (() => Promise<unknown>)[] {
  const { incident, expense, amountYen } = subject;
  return [
    ...(amountYen > 0
      ? [
          () => Promise.resolve(requireOpen(incident)),
          () => requireEvidence(tx, subject),
          () => requireClear(tx, incident, screening),
          () => Promise.resolve(requireClaimant(expense)),
        ]
      : []),
    () => requireRate(tx, expense),
    () => requireNoDuplicate(tx, expense.id),
  ];
}

/**
 * Everything that is missing for a proposal on a line, for a reader who has not made it; empty: nothing. Names that
 * were not screened yet do not count: a proposal screens them first.
 */
export async function hurdlesOf(
  tx: Tx,
  subject: Pick<Subject, 'incident' | 'expense'>,
  amountYen: number,
): Promise<CodedText[]> {
  const found: CodedText[] = [];
  for (const look of readiness(tx, { ...subject, amountYen }, { unseen: 'passed' })) {
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
async function requireNoDuplicate(tx: Tx, expenseId: string): Promise<void> {
  const open = await openDuplicates(tx, expenseId);
  if (open.length > 0)
    throw new Problem('decisions.duplicate-open', {
      missing: open.map(({ caseNumber, line }) => duplicateOpen(caseNumber, line)),
    });
}

/**
 * Nothing is paid without its papers, or a waiver by a senior adjuster for each missing one. Throws
 * `decisions.evidence-missing`.
 */
async function requireEvidence(tx: Tx, { incident, expense }: Pick<Subject, 'incident' | 'expense'>): Promise<void> {
  const missing = missingPapers(await evidenceOfOne(tx, incident, expense));
  if (missing.length > 0) throw new Problem('decisions.evidence-missing', { missing });
}
