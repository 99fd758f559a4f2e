import { coverageOf, openQuestions, type ExplainedStep, type ReferCode, type Undecided } from '#coverage';
import { type Tx } from '#database';
import { claimedOf } from '#expenses';
import type { IncidentRow } from '#incidents';
import type { CodedText } from '#kernel';
import { Problem } from '#problems';
import { basisOf, comesBackOf, loweredByParameter, type Subject } from './decision-basis.js';
import type { CheckRow } from './case-check.js';
import type { LimitAfterDto, StatementLineDto } from './decision.dto.js';
import { approvedNow } from './decision-words.js';
import type { DecisionPreviewDto } from './decision-preview.dto.js';
import { runningTotals, type RunningTotals } from './decision.store.js';
import { holdingAnswers, questionsOf, standingAnswers, type Answer } from './gate-answers.js';
import { limitsAfter } from './ledger-act.js';
import { missingSignatures, needsOf, type Signer } from './decision-needs.js';
import { readLines, type LineRead } from './preview-reads.js';
import { openStatement } from './propose-statement.js';
import { allowedSigner, coveredBy } from './propose-decision.js';
import { hurdlesOf, hurdlesRead } from './proposal-hurdles.js';
import { keptStatement } from './statement.js';

/** What an approval at the assessed amount rests on, before it is proposed; whole yen. */
interface Drawn {
  readonly outcome: string;
  readonly claimedYen: number;
  readonly assessedYen: number;
  /** Of a supplement: what was approved for the line that it supplements. */
  readonly lessYen: number;
  readonly steps: readonly ExplainedStep[];
  readonly questions: readonly Undecided[];
  readonly parameterReduction: boolean;
  readonly demandsBack: boolean;
  readonly months: readonly StatementLineDto[];
  /** What is looked at beside the assessment. */
  readonly beside: () => Promise<Beside>;
}

interface Beside {
  readonly totals: RunningTotals;
  readonly standing: readonly Answer[];
  readonly limits: readonly LimitAfterDto[];
  readonly hurdles: readonly CodedText[];
}

/** What approvals by the reader would pay now, of lines that were read together. */
export interface Previews {
  /**
   * Of one line at the assessed amount; of business interruption, what its statement would. Throws what a proposal
   * throws apart from its body.
   */
  readonly preview: (expenseId: string) => Promise<DecisionPreviewDto>;
  /**
   * What an expense claims and is assessed at now (yen), even where a proposal is not possible; of business
   * interruption its part of the statement. `assessed` is null where it cannot be assessed: without a policy, or while
   * facts or figures are missing.
   */
  readonly assessedNow: (expenseId: string) => Promise<{ readonly claimed: number; readonly assessed: number | null }>;
}

/** What an approval by the reader would pay now. Throws what a proposal throws apart from its body. */
export async function previewOf(tx: Tx, expenseId: string): Promise<DecisionPreviewDto> {
  return (await previewsOf(tx, [expenseId])).preview(expenseId);
}

/** The same of several lines: what they rest on is read once for all, a statement once a case. */
export async function previewsOf(tx: Tx, expenseIds: readonly string[]): Promise<Previews> {
  const lines = await readLines(tx, expenseIds);
  const statements = new Map<string, Promise<Drawn>>();
  const statement = (incident: IncidentRow, checks: readonly CheckRow[] | null): Promise<Drawn> => {
    const key = `${incident.id} ${checks === null}`;
    const drawn = statements.get(key) ?? statementOf(tx, incident, checks);
    statements.set(key, drawn);
    return drawn;
  };
  const drawnOf = async (line: LineRead, checks: readonly CheckRow[] | null): Promise<Drawn> =>
    isMonth(line) ? statement(line.incident, checks) : lineOf(tx, line, checks);
  return {
    preview: async (id) => {
      const line = lines(id);
      const { expense, hasSigned, signer, checks } = line;
      const proposer = allowedSigner(signer, { hasEntered: expense.entered_by === tx.actor.id, hasSigned });
      return previewBy(await drawnOf(line, checks), { proposer, checks });
    },
    assessedNow: async (id) => {
      const line = lines(id);
      const claimed = claimedOf(line.expense);
      try {
        const { assessedYen, months } = await drawnOf(line, null);
        return { claimed, assessed: months.find((month) => month.expenseId === id)?.part ?? assessedYen };
      } catch (error) {
        if (error instanceof Problem) return { claimed, assessed: null };
        throw error;
      }
    },
  };
}

const isMonth = ({ expense }: LineRead): boolean => coverageOf(expense.category) === 'business-interruption';

async function previewBy(
  drawn: Drawn,
  { proposer, checks }: { readonly proposer: Signer; readonly checks: readonly CheckRow[] },
): Promise<DecisionPreviewDto> {
  const { outcome, claimedYen, assessedYen, questions } = drawn;
  const { totals, standing, limits, hurdles } = await drawn.beside();
  const needs = needsOf({
    kind: 'approve',
    amountYen: assessedYen,
    assessedYen,
    againstGate: outcome === 'not-payable',
    parameterReduction: drawn.parameterReduction,
    questionsAnswered: questions.length > 0,
    checkIssue: checks.some(({ finding }) => finding === 'issue'),
    demandsBack: drawn.demandsBack,
    ...totals,
  });
  const text = approvedNow(claimedYen, assessedYen);
  return {
    outcome,
    claimed: claimedYen,
    assessed: assessedYen,
    textJa: text.ja,
    textEn: text.en,
    steps: [...drawn.steps],
    questions: [...questions],
    approvedBefore: drawn.lessYen,
    months: [...drawn.months],
    standing: [...standing],
    limits: [...limits],
    needs: {
      totalYen: needs.totalYen,
      because: [...needs.because],
      missing: missingSignatures(needs, proposer, []),
      ground: needs.ground,
    },
    hurdles: [...hurdles],
  };
}

/** A line, of what was read of it. */
function lineOf(tx: Tx, line: LineRead, checks: readonly CheckRow[] | null): Drawn {
  const { expense, incident, open } = line;
  const subject: Subject = { incident, expense, ...coveredBy(line.period, checks), first: firstOf(line) };
  const basis = basisOf(subject, open);
  const { assessedYen, deductibleYen, explanation } = basis;
  return {
    outcome: basis.line.outcome,
    claimedYen: claimedOf(expense),
    assessedYen,
    lessYen: basis.lessYen,
    steps: explanation.steps,
    questions: questionsOf(basis.line).map(({ code }) => decidedBy(code as ReferCode)),
    parameterReduction: loweredByParameter(explanation),
    demandsBack: false,
    months: [],
    beside: async () => ({
      totals: line.totals,
      standing: holdingAnswers(line.answers, basis.request),
      limits: await limitsAfter(tx, subject, open, { kind: 'approve', amountYen: assessedYen, deductibleYen }),
      hurdles: await hurdlesRead(subject, assessedYen, { read: line.needs, now: tx.now }),
    }),
  };
}

/** What a supplement supplements. Throws `requests.not-found` where that may not be seen. */
function firstOf({ expense, first }: LineRead): Subject['first'] {
  if (expense.supplements !== null && first === null) throw new Problem('requests.not-found');
  return first;
}

async function statementOf(tx: Tx, incident: IncidentRow, checks: readonly CheckRow[] | null): Promise<Drawn> {
  const { drawn, fresh, parts, open, ...subject } = await openStatement(tx, incident, checks, false);
  const engine = new Map(drawn.lines.map(({ expenseId, engineYen }) => [expenseId, engineYen]));
  const assessedYen = Math.max(0, drawn.paysYen);
  const { deductibleYen } = drawn;
  const outcome = { kind: 'approve', amountYen: assessedYen, deductibleYen, statement: keptStatement(drawn) } as const;
  let beside: Promise<Beside> | undefined;
  const look = async (): Promise<Beside> => ({
    totals: await runningTotals(tx, subject.expense),
    standing: await standingAnswers(tx, incident.id, drawn.request),
    limits: await limitsAfter(tx, subject, open, outcome),
    hurdles: await hurdlesOf(tx, subject, assessedYen),
  });
  return {
    outcome: drawn.line.outcome,
    claimedYen: drawn.claimedYen,
    assessedYen,
    lessYen: drawn.beforeYen,
    steps: [],
    questions: drawn.questions.map(({ code }) => decidedBy(code as ReferCode)),
    parameterReduction: drawn.parameterReduction,
    demandsBack: comesBackOf(drawn) > 0,
    months: fresh.map(({ id, line }) => ({
      expenseId: id,
      line,
      isNew: true,
      engine: engine.get(id) ?? 0,
      part: parts.get(id) ?? 0,
    })),
    // the same for every month
    beside: () => (beside ??= look()),
  };
}

function decidedBy(code: ReferCode): Undecided {
  const { by, ja, en } = openQuestions[code];
  return { code, by, textJa: ja, textEn: en };
}
