import { Injectable } from '@nestjs/common';
import { currentInterruption } from '#assessment';
import { limitsOf } from '#coverage';
import { type Tx } from '#database';
import { expensesOf, type StoredExpense, type RulingEntity } from '#expenses';
import { caseFiles, hasEnded, type IncidentRow } from '#incidents';
import { newId } from '#kernel';
import type { OpenAmount, LimitPostingEntity } from '#limits';
import { periodById, type MemberPeriod } from '#policies';
import { Problem } from '#problems';
import { Handles, type Delivery, type JobHandler } from '#queue';
import { termsOf } from '#terms';
import { basisOf, type Basis } from './decision-basis.js';
import { firstLineOf } from './decision.store.js';
import { earlierMonths } from './earlier-statements.js';
import { assessmentTaskMover, type MovableTask } from './move-assessment-task.js';
import { drawUp } from './statement.js';
import { AssessmentTaskEntity } from './assessment-task.entity.js';
import type { DecisionEntity } from './decision.entity.js';

interface Ruled
  extends Pick<RulingEntity, 'decision_id' | 'expense_id' | 'ruled_at'>, Pick<DecisionEntity, 'assessed_yen'> {
  readonly is_statement: boolean;
}

type OpenTask = Pick<AssessmentTaskEntity, 'id' | 'decision_id' | 'expense_id' | 'shadow_yen' | 'opened_at'>;

/** An open amount of a period with its reference, and when it was ruled. */
interface Referred extends OpenAmount, Pick<LimitPostingEntity, 'reference'> {
  readonly ruledAt: Date | null;
}

/**
 * Assesses decided lines again as they would be now, each after those decided before it, so that a limit that was freed
 * counts for the lines it was taken from. A difference from the stored assessment opens a task for the adjuster in
 * charge; a task ends when its difference is dealt with or no longer exists.
 */
@Injectable()
@Handles('shadow-assess')
export class ShadowAssess implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const ids = [...new Set(deliveries.map(({ incidentId }) => incidentId))];
    const incidents = await caseFiles(tx, ids);
    for (const incident of incidents) if (!hasEnded(incident)) await this.#case(tx, incident);
  }

  async #case(tx: Tx, incident: IncidentRow): Promise<void> {
    const ruled = await standingRulings(tx, incident.id);
    const tasks = await tx.rows<OpenTask>(
      `SELECT id, decision_id, expense_id, shadow_yen, opened_at
         FROM assessment_task
         WHERE incident_id = $1 AND outcome IS NULL`,
      [incident.id],
    );
    for (const task of tasks) await endWhereDealtWith(tx, incident, task, ruled);
    if (ruled.length === 0) return;
    const period = incident.member_period_id ? await periodById(tx, incident.member_period_id) : null;
    if (!period) return;
    const expenses = await expensesOf(tx, [incident.id]);
    const open = await openByReference(tx, period.id);
    for (const ruling of ruled) {
      const expense = expenses.find(({ id }) => id === ruling.expense_id);
      const shadow = expense && (await shadowOf(tx, { incident, period, expense, expenses, open }, ruling));
      if (shadow) await tell(tx, incident, ruling, shadow);
    }
  }
}

/** The valid rulings of a case, on lines that are approved, scheduled, paid or rejected. */
async function standingRulings(tx: Tx, incidentId: string): Promise<Ruled[]> {
  return tx.rows<Ruled>(
    `SELECT r.decision_id, r.expense_id, d.assessed_yen, r.ruled_at,
       EXISTS (SELECT FROM statement_line s WHERE s.decision_id = d.id) AS is_statement
       FROM newest_ruling r JOIN decision d ON d.id = r.decision_id JOIN expense e ON e.id = r.expense_id
      WHERE r.incident_id = $1 AND e.state IN ('approved','scheduled','paid','rejected')
      ORDER BY r.expense_id`,
    [incidentId],
  );
}

// a reference is an expense, or something else: as a text beside ids, all rulings would be read for each posting
async function openByReference(tx: Tx, periodId: string): Promise<Referred[]> {
  return tx.rows<Referred>(
    `SELECT p.incident_id AS "incidentId", p.takes, p.coverage, p.kind, p.yen, p.reference,
        (SELECT max(r.ruled_at)
           FROM ruling r
           WHERE r.expense_id = CASE
             WHEN p.reference ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN p.reference::uuid
           END) AS "ruledAt"
       FROM open_posting p
       WHERE p.member_period_id = $1 AND p.kind IN ('hold','consume')`,
    [periodId],
  );
}

interface Shadow {
  readonly yen: number;
  readonly basis: object;
}

async function shadowOf(
  tx: Tx,
  {
    incident,
    period,
    expense,
    expenses,
    open,
  }: {
    incident: IncidentRow;
    period: MemberPeriod;
    expense: StoredExpense;
    expenses: readonly StoredExpense[];
    open: readonly Referred[];
  },
  ruling: Ruled,
): Promise<Shadow | null> {
  const plan = limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
  if (!plan) return null;
  try {
    if (ruling.is_statement) {
      // decided months are compared once for the case: a difference stands on the newest statement
      const decided = expenses.filter(({ state }) => ['approved', 'scheduled', 'paid'].includes(state));
      const months = currentInterruption(decided);
      if (months.at(-1)?.id !== expense.id) return null;
      const drawn = drawUp({ incident, period, plan }, months, [], {
        open,
        earlier: await earlierMonths(tx, incident.id),
      });
      return {
        yen: Math.max(0, ruling.assessed_yen + drawn.paysYen),
        basis: { requestHash: drawn.requestHash, paysYen: drawn.paysYen },
      };
    }
    const before = open.filter(
      ({ reference, ruledAt }) => reference !== expense.id && ruledAt !== null && ruledAt < ruling.ruled_at,
    );
    const first = await firstLineOf(tx, expense);
    const basis: Basis = basisOf({ incident, expense, period, plan, first }, before);
    return { yen: basis.assessedYen, basis: { requestHash: basis.requestHash, line: basis.line } };
  } catch (error) {
    // a fact that is missing now does not contradict what was decided
    if (error instanceof Problem) return null;
    throw error;
  }
}

async function tell(tx: Tx, incident: IncidentRow, ruling: Ruled, shadow: Shadow): Promise<void> {
  const [last] = await tx.find(AssessmentTaskEntity, {
    where: { decision_id: ruling.decision_id },
    order: { opened_at: 'DESC', id: 'DESC' },
    take: 1,
  });
  if (shadow.yen === ruling.assessed_yen) {
    if (last?.outcome === null) await endTask(tx, incident, last.id, 'obsolete');
    return;
  }
  if (last?.shadow_yen === shadow.yen) return;
  if (last?.outcome === null) {
    await tx.update(AssessmentTaskEntity, { id: last.id }, { shadow_yen: shadow.yen, basis: shadow.basis });
    return;
  }
  const id = newId();
  await tx.insert(AssessmentTaskEntity, {
    ...{ id, decision_id: ruling.decision_id, expense_id: ruling.expense_id },
    ...{ incident_id: incident.id, institution_id: incident.institution_id },
    ...{ stored_yen: ruling.assessed_yen, shadow_yen: shadow.yen, basis: shadow.basis, opened_at: tx.now },
  });
  tx.record(incident, {
    timeline: {
      kind: 'assessment-differs',
      audience: 'insurer',
      data: { taskId: id, storedYen: ruling.assessed_yen, shadowYen: shadow.yen },
    },
    event: { type: 'assessment-task.opened', payload: { taskId: id }, audience: 'insurer' },
    audit: {
      action: 'assessment-task.opened',
      subject: id,
      after: { decisionId: ruling.decision_id, storedYen: ruling.assessed_yen, shadowYen: shadow.yen },
    },
  });
}

/** Ends the task of a difference that a supplement, a line back in review or a claim for repayment deals with. */
async function endWhereDealtWith(
  tx: Tx,
  incident: IncidentRow,
  task: OpenTask,
  ruled: readonly Ruled[],
): Promise<void> {
  if (!ruled.some(({ decision_id }) => decision_id === task.decision_id))
    return endTask(tx, incident, task.id, 'reopened');
  const row = await tx.one<{ supplemented: boolean; demanded: boolean }>(
    `SELECT EXISTS (
         SELECT
         FROM expense e
         WHERE e.supplements = $1 AND e.state NOT IN ('withdrawn','rejected') AND e.submitted_at >= $2) AS supplemented,
            EXISTS (
                SELECT
                FROM repayment_claim c
                WHERE c.expense_id = $1
                    AND c.state IN ('demanded','received','written-off')
                    AND c.asked_at >= $2) AS demanded`,
    [task.expense_id, task.opened_at],
  );
  if (row?.supplemented) return endTask(tx, incident, task.id, 'supplemented');
  if (row?.demanded) return endTask(tx, incident, task.id, 'demanded');
}

async function endTask(tx: Tx, incident: IncidentRow, id: string, to: MovableTask['state']): Promise<void> {
  await assessmentTaskMover.move(tx, incident, [{ id, state: 'open' }], { to, by: 'system', said: undefined });
}
