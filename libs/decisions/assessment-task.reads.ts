import type { Actor, Tx } from '#database';
import { limitOf, readCursor, toPage, type Page } from '#http';
import { institutionNameOf, type IncidentEntity } from '#incidents';
import type { PersonEntity } from '#people';
import { Problem } from '#problems';
import { expenseStateNames, type ExpenseEntity } from '#expenses';
import type { TaskDto, TaskQuery } from './assessment-task.dto.js';
import type { AssessmentTaskEntity } from './assessment-task.entity.js';
import { assessmentTaskMover, type MovableTask } from './move-assessment-task.js';

interface Row
  extends
    Pick<
      AssessmentTaskEntity,
      | 'id'
      | 'decision_id'
      | 'expense_id'
      | 'incident_id'
      | 'stored_yen'
      | 'shadow_yen'
      | 'opened_at'
      | 'outcome'
      | 'ended_at'
      | 'reason'
    >,
    Pick<IncidentEntity, 'case_number' | 'institution_name'>,
    Pick<ExpenseEntity, 'line' | 'category'> {
  readonly expense_state: ExpenseEntity['state'];
  readonly adjuster_name: PersonEntity['display_name'] | null;
  readonly opened_text: string;
}

const select = `SELECT t.id, t.decision_id, t.expense_id, t.incident_id, i.case_number,
     ${institutionNameOf('i')} AS institution_name, e.line, e.category, e.state AS expense_state,
     p.display_name AS adjuster_name, t.stored_yen, t.shadow_yen, t.opened_at, t.outcome, t.ended_at, t.reason,
    to_char(t.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS opened_text
  FROM assessment_task t
    JOIN incident i ON i.id = t.incident_id
    JOIN expense e ON e.id = t.expense_id
    LEFT JOIN person p ON p.id = i.adjuster_id`;

/** Differences between what was decided and what it would be now, oldest first, by cursor. */
export async function listTasks(tx: Tx, query: TaskQuery): Promise<Page<TaskDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const values: unknown[] = [limit + 1];
  const conditions = [query.state === 'ended' ? 't.outcome IS NOT NULL' : 't.outcome IS NULL'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (query.incidentId) add((place) => `t.incident_id = ${place}`, query.incidentId);
  if (query.assignee === 'me') add((place) => `i.adjuster_id = ${place}`, tx.actor.id);
  if (after) {
    values.push(...after);
    conditions.push(`(t.opened_at, t.id) > ($${values.length - 1}::timestamptz, $${values.length}::uuid)`);
  }
  const rows = await tx.rows<Row>(
    `${select} WHERE ${conditions.join(' AND ')} ORDER BY t.opened_at, t.id LIMIT $1`,
    values,
  );
  return toPage(
    rows,
    limit,
    (row) => [row.opened_text, row.id],
    (row) => view(row, tx.actor),
  );
}

/** One task. Throws `requests.not-found`. */
export async function taskView(tx: Tx, id: string): Promise<TaskDto> {
  const row = await tx.one<Row>(`${select} WHERE t.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return view(row, tx.actor);
}

function view(row: Row, reader: Actor): TaskDto {
  const inFavour = row.shadow_yen > row.stored_yen;
  const state: MovableTask['state'] = row.outcome ?? 'open';
  return {
    id: row.id,
    decisionId: row.decision_id,
    expenseId: row.expense_id,
    incidentId: row.incident_id,
    caseNumber: row.case_number,
    institutionName: row.institution_name,
    line: row.line,
    category: row.category,
    expenseState: row.expense_state,
    expenseStateJa: expenseStateNames[row.expense_state].ja,
    expenseStateEn: expenseStateNames[row.expense_state].en,
    adjusterName: row.adjuster_name,
    stored: row.stored_yen,
    now: row.shadow_yen,
    difference: Math.abs(row.shadow_yen - row.stored_yen),
    inFavour,
    openedAt: row.opened_at.toISOString(),
    outcome: row.outcome,
    endedAt: row.ended_at?.toISOString() ?? null,
    reason: row.reason,
    allowedActions: assessmentTaskMover.allowed(reader, { id: row.id, state }, { inFavour }),
  };
}
