import { currentInterruption } from '#assessment';
import { type Tx } from '#database';
import { expensesOf, statementParts, type StoredExpense, enterStatementLines } from '#expenses';
import { caseFile, hasEnded, type IncidentRow } from '#incidents';
import { lockLedger, openAmounts, type OpenAmount } from '#limits';
import { Problem } from '#problems';
import { acceptedItem, finishItem } from '#routing';
import { checksOf, newestChecks, type CheckRow } from './case-check.js';
import { completeDecision } from './complete-decision.js';
import type { ProposeDecisionDto } from './decision.dto.js';
import { runningTotals } from './decision.store.js';
import { earlierMonths } from './earlier-statements.js';
import { answersTo, requireCovered, standingAnswers } from './gate-answers.js';
import { missingSignatures, needsOf, type Signer } from './decision-needs.js';
import { amountWithin, requireReasons, type Judged } from './judge-proposal.js';
import { moveProposed, requireSigner, subjectOf } from './propose-decision.js';
import { keepProposal } from './keep-proposal.js';
import { requireReady } from './proposal-hurdles.js';
import { drawUp, keptStatement, statementOpen, type DrawnStatement } from './statement.js';
import { comesBackOf, type Subject } from './decision-basis.js';

/** A month that no adjuster has accepted yet waits for the next statement. */
export const counted: readonly StoredExpense['state'][] = ['in-review', 'proposed', 'approved', 'scheduled', 'paid'];

/** A statement before it is judged. */
export interface OpenedStatement extends Subject {
  readonly fresh: readonly StoredExpense[];
  readonly drawn: DrawnStatement;
  /** The part of each new month in what the statement pays (yen). */
  readonly parts: ReadonlyMap<string, number>;
  readonly open: readonly OpenAmount[];
}

/** The statement over all months of a case that count now. The case is locked, or only read. */
export async function openStatement(
  tx: Tx,
  incident: IncidentRow,
  checks: readonly CheckRow[] | null,
  lock: boolean,
): Promise<OpenedStatement> {
  const months = (await expensesOf(tx, [incident.id])).filter(({ state }) => counted.includes(state));
  const lines = currentInterruption(months);
  const fresh = lines.filter(({ state }) => state === 'in-review');
  const carrier = fresh.at(-1);
  if (!carrier) throw new Problem('decisions.no-new-month');
  if (lines.some(({ state }) => state === 'proposed')) throw new Problem('decisions.statement-open');
  const subject = await subjectOf(tx, incident, carrier, checks);
  if (lock) await lockLedger(tx, subject.period, subject.plan);
  const open = (await openAmounts(tx, [subject.period.id])).get(subject.period.id) ?? [];
  const newIds = [carrier.id, ...fresh.filter(({ id }) => id !== carrier.id).map(({ id }) => id)];
  const drawn = drawUp(subject, lines, newIds, { open, earlier: await earlierMonths(tx, incident.id) });
  const engine = new Map(drawn.lines.map(({ expenseId, engineYen }) => [expenseId, engineYen]));
  const parts = statementParts(
    fresh.map(({ id, line, supplements }) => ({
      expenseId: id,
      line,
      isCorrection: supplements !== null,
      engineYen: engine.get(id) ?? 0,
    })),
    Math.max(0, drawn.paysYen),
  );
  return { ...subject, fresh, drawn, parts, open };
}

/**
 * Proposes one statement on a case's months of business interruption: one decision, one hold, one payment. Every month
 * in review is decided with it; earlier ones count as they are now. Answers the decision's id. Throws what a proposal
 * throws, `decisions.no-new-month`, `decisions.statement-open`, `decisions.statement-reverse-first`.
 */
export async function proposeStatement(tx: Tx, incidentId: string, body: ProposeDecisionDto): Promise<string> {
  const incident = await caseFile(tx, incidentId);
  if (hasEnded(incident)) throw new Problem('incidents.ended');
  const months = currentInterruption(
    (await expensesOf(tx, [incidentId])).filter(({ state }) => counted.includes(state)),
  ).filter(({ state }) => state === 'in-review');
  const carrier = months.at(-1);
  if (!carrier) throw new Problem('decisions.no-new-month');
  let proposer: Signer | null = null;
  let mine = false;
  for (const { id, entered_by, lane } of months) {
    proposer = await requireSigner(tx, { entered: entered_by, incident, lane, expenseId: id });
    const item = await acceptedItem(tx, id);
    mine ||= item?.assignee_id === tx.actor.id;
    if (item) await finishItem(tx, incident, item);
  }
  if (!proposer || (!mine && !proposer.senior)) throw new Problem('decisions.not-yours');
  const checks = newestChecks(await checksOf(tx, incidentId));
  const opened = await openStatement(tx, incident, checks, true);
  const judged = await judgeStatement(tx, opened, { checks, proposer, body });
  for (const expense of opened.fresh) await requireReady(tx, { ...opened, expense }, judged.amountYen);
  const decision = await keepProposal(tx, opened, judged, { body, statement: keptStatement(opened.drawn) });
  await enterStatementLines(tx, { ...decision, decision_id: decision.id }, opened.drawn.lines);
  await moveProposed(tx, opened, decision, { lines: opened.fresh, isOwn: mine, checks });
  if (missingSignatures(judged.needs, proposer, []).length === 0)
    await completeDecision(tx, { subject: opened, decision, acts: [] });
  return decision.id;
}

/**
 * What was promised and not paid is taken back by reversing its statement, so that its payment does not go out. Throws
 * `decisions.statement-reverse-first`.
 */
export async function requireReversedFirst(
  tx: Tx,
  incidentId: string,
  { paysYen, unpaidStays }: Pick<DrawnStatement, 'paysYen' | 'unpaidStays'>,
): Promise<void> {
  if (paysYen >= 0 && !unpaidStays) return;
  if ((await statementOpen(tx, incidentId, 'limit')).some(({ kind }) => kind === 'hold'))
    throw new Problem('decisions.statement-reverse-first');
}

const interruptionLimit = ({ period }: Pick<Subject, 'period'>): number => period.businessInterruption?.limit ?? 0;

/**
 * Judges a statement on the ledger as it stands. Throws what `judgeProposal` throws,
 * `decisions.statement-reverse-first`.
 */
export async function judgeStatement(
  tx: Tx,
  { drawn, incident, expense, ...subject }: OpenedStatement,
  { checks, proposer, body }: { checks: readonly CheckRow[]; proposer: Signer; body: ProposeDecisionDto },
): Promise<Judged> {
  const standing = await standingAnswers(tx, incident.id, drawn.request);
  const answers = answersTo(drawn.questions, body.answers ?? [], standing);
  if (body.kind !== 'reject') requireCovered(drawn.questions, answers);
  const assessedYen = Math.max(0, drawn.paysYen);
  if (body.kind !== 'reject') await requireReversedFirst(tx, incident.id, drawn);
  const amountYen = amountWithin(
    body,
    {
      assessed: assessedYen,
      claimed: drawn.claimedYen,
      isCovered: true,
      isLimited: drawn.totalYen + (drawn.staysYen ?? 0) - drawn.beforeYen > drawn.paysYen,
    },
    () => new Problem('limits.exhausted', { params: { remaining: assessedYen, limit: interruptionLimit(subject) } }),
  );
  const needs = needsOf({
    kind: body.kind,
    amountYen,
    assessedYen,
    againstGate: false,
    parameterReduction: body.kind !== 'reject' && drawn.parameterReduction,
    questionsAnswered: answers.length > 0,
    checkIssue: checks.some(({ finding }) => finding === 'issue'),
    demandsBack: body.kind !== 'reject' && comesBackOf(drawn) > 0,
    ...(await runningTotals(tx, expense)),
  });
  requireReasons(body, { amountYen, assessed: assessedYen, twoSeniors: needs.twoSeniors, line: drawn.line });
  const { request, requestHash, line } = drawn;
  return {
    basis: { request, requestHash, line, limits: null, lessYen: 0, assessedYen, deductibleYen: 0 },
    claimedYen: drawn.claimedYen,
    amountYen,
    answers,
    needs,
    proposer,
  };
}
