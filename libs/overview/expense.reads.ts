import { assessmentOf, coverageOfCase, mayReadLimits } from '#assessment';
import { coverageOf } from '#coverage';
import type { Tx } from '#database';
import {
  appealsOf,
  decisionsOfExpense,
  questionsAbout,
  remindersLeft,
  supplementRoom,
  type AskedQuestion,
  type QuestionDto,
} from '#decisions';
import {
  consentViews,
  duplicatesOf,
  evidenceOfOne,
  evidenceView,
  expenseById,
  findingsOf,
  rateOf,
  rulingsOf,
  transfersOf,
  undecidedStates,
  waiversOf,
  type DuplicateDto,
  type FindingDto,
  type ForeignRateDto,
  type StoredExpense,
} from '#expenses';
import { incidentById, phasesOf, registeredName } from '#incidents';
import { expenseView, ruledAmong } from '#intake';
import { clockView } from '#payments';
import { periodById } from '#policies';
import { workItemsOfExpense } from '#routing';
import { expenseActions } from './expense-actions.reads.js';
import { correctionsOf } from './expense-corrections.reads.js';
import { paymentsOfExpense } from './expense-payments.reads.js';
import type { ExpenseDetailDto, ExpensePolicyDto } from './expense.dto.js';

/**
 * One expense with its assessment, decisions, payments and questions, as far as its reader may see them. Throws
 * `requests.not-found`.
 */
export async function expenseDetail(tx: Tx, id: string): Promise<ExpenseDetailDto> {
  const expense = await expenseById(tx, id);
  const incident = await incidentById(tx, expense.incident_id);
  const inside = tx.actor.side === 'insurer';
  const workItems = inside ? await workItemsOfExpense(tx, id) : [];
  const decisions = inside ? await decisionsOfExpense(tx, id) : [];
  const ruling = (await rulingsOf(tx, ruledAmong([expense]))).get(id) ?? null;
  return {
    ...expenseView(expense, phasesOf(incident), {
      assessment: assessmentOf(expense, await coverageOfCase(tx, incident)),
      ruling,
      transfer: (await transfersOf(tx, incident.id)).get(id) ?? null,
      isSplit: await isSplit(tx, expense),
    }),
    incidentId: incident.id,
    caseNumber: incident.case_number,
    institutionName: await registeredName(tx, incident),
    policy: mayReadLimits(tx.actor) ? await policyOf(tx, incident.member_period_id) : null,
    clock: inside && !['rejected', 'withdrawn'].includes(expense.state) ? await clockView(tx, id) : null,
    evidence: evidenceView(expense.submitted_at, await evidenceOfOne(tx, incident, expense)),
    supplementRoom: await roomOf(tx, expense),
    questions: (await questionsAbout(tx, id)).map(questionView),
    appeals: (await appealsOf(tx, id)).map((row) => ({
      id: row.id,
      decisionId: row.decision_id,
      reason: row.reason,
      appealedAt: row.appealed_at.toISOString(),
    })),
    payments: inside ? await paymentsOfExpense(tx, id) : [],
    foreignBill: await foreignBillOf(tx, expense),
    ...(inside ? await lookedAt(tx, expense) : { duplicates: [], findings: [] }),
    waivers: inside ? await waiversOf(tx, id) : [],
    corrections: inside ? await correctionsOf(tx, expense) : [],
    consents: inside ? await consentViews(tx, id) : [],
    workItems,
    decisions,
    allowedActions: await expenseActions(tx, { expense, incident, ruling }, { workItems, decisions }),
  };
}

async function policyOf(tx: Tx, periodId: string | null): Promise<ExpensePolicyDto | null> {
  const period = periodId === null ? null : await periodById(tx, periodId);
  if (!period) return null;
  const { id, policyNumber: number, plan, inceptionDate, expiryDate } = period;
  return { id, number, plan, inceptionDate, expiryDate };
}

/**
 * Yen that a supplement may still claim; null for none, as for a month of business interruption, which is claimed again
 * by its figures.
 */
async function roomOf(tx: Tx, expense: StoredExpense): Promise<number | null> {
  const approved: readonly StoredExpense['state'][] = ['approved', 'scheduled', 'paid'];
  if (expense.supplements !== null || !approved.includes(expense.state)) return null;
  if (coverageOf(expense.category) === 'business-interruption') return null;
  return (await supplementRoom(tx, expense)) || null;
}

async function isSplit(tx: Tx, { id, state }: StoredExpense): Promise<boolean> {
  return (
    state === 'withdrawn' && (await tx.one('SELECT 1 FROM expense WHERE part_of = $1 LIMIT 1', [id])) !== undefined
  );
}

function questionView(row: AskedQuestion): QuestionDto {
  return {
    id: row.id,
    question: row.question,
    askedAt: row.asked_at.toISOString(),
    dueOn: row.due_on,
    reminders: row.reminders,
    remindersLeft: remindersLeft(row),
    answer: row.answer,
    answeredAt: row.answered_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    askedByName: row.asked_by_name,
    closedByName: row.closed_by_name,
  };
}

async function foreignBillOf(tx: Tx, { id, foreign_bill: bill }: StoredExpense): Promise<ForeignRateDto | null> {
  if (!bill) return null;
  const rate = await rateOf(tx, id);
  return {
    ...bill,
    rate: rate === null ? null : String(rate.rate),
    source: rate?.source ?? null,
    onDay: rate?.on_day ?? null,
  };
}

async function lookedAt(
  tx: Tx,
  { id, state }: StoredExpense,
): Promise<{ duplicates: DuplicateDto[]; findings: FindingDto[] }> {
  const [duplicates, findings] = [await duplicatesOf(tx, id), await findingsOf(tx, id)];
  const cleared = findings.filter(({ finding }) => finding === 'no-duplicate').flatMap(({ others }) => others);
  return {
    duplicates: duplicates.map(({ otherId, caseNumber, line, grounds }) => ({
      expenseId: otherId,
      caseNumber,
      line,
      grounds: [...grounds],
      isOpen: !cleared.includes(otherId),
    })),
    findings: findings.map((row) => ({
      id: row.id,
      finding: row.finding,
      reason: row.reason,
      foundByName: row.found_by_name,
      at: row.at.toISOString(),
      others: [...row.others],
      confirmed: row.confirmed_at !== null,
      confirmedByName: row.confirmed_by_name,
      mayConfirm:
        row.finding === 'duplicate' &&
        row.confirmed_at === null &&
        row.found_by !== tx.actor.id &&
        undecidedStates.includes(state) &&
        tx.actor.roles.some((role) => role === 'adjuster' || role === 'senior-adjuster'),
    })),
  };
}
