import { type Tx } from '#database';
import { claimedOf, expenseById, expenseStateNames, type ExpenseEntity } from '#expenses';
import { countOf, inOrder, limitOf, type Page, readCursor, toPage } from '#http';
import { incidentById, type IncidentEntity, institutionNameOf } from '#incidents';
import { laneNames, type CodedText, type Role } from '#kernel';
import { codedText, Problem } from '#problems';
import { candidateOf, caseTies, deskPeopleShown } from './desk.store.js';
import { claimMissing } from './hurdles.js';
import { workItemMover } from './move-work-items.js';
import { readyExpenses } from './ready-expenses.js';
import { workItemStateNames } from './work-item.js';
import type { WorkItemDto, WorkItemQuery } from './work-item.dto.js';
import { workItemById, type WorkItemRow } from './work-item.store.js';
import type { WorkItemEntity } from './work-item.entity.js';
import type { PersonEntity } from '#people';
import type { RoutingDecisionEntity } from './routing-decision.entity.js';

interface Row
  extends
    Pick<
      WorkItemEntity,
      | 'id'
      | 'state'
      | 'lane'
      | 'assignee_id'
      | 'lapses_at'
      | 'due_at'
      | 'created_at'
      | 'lead_alerted_at'
      | 'incident_id'
      | 'expense_id'
      | 'version'
    >,
    Pick<IncidentEntity, 'case_number' | 'institution_name'>,
    Pick<ExpenseEntity, 'line' | 'category' | 'amount_yen' | 'tax_yen'> {
  readonly assignee_name: PersonEntity['display_name'] | null;
  readonly expense_state: ExpenseEntity['state'];
  /** null: it was never routed. */
  readonly reasons: RoutingDecisionEntity['reasons'] | null;
}

const select = `SELECT w.id, w.state, w.lane, w.assignee_id, p.display_name AS assignee_name, w.lapses_at, w.due_at,
     w.created_at, w.lead_alerted_at, w.incident_id, i.case_number,
    ${institutionNameOf('i')} AS institution_name,
    w.expense_id, e.line, e.category, e.amount_yen, e.tax_yen, e.state AS expense_state, w.version,
    (
        SELECT d.reasons
        FROM routing_decision d
        WHERE d.work_item_id = w.id
        ORDER BY d.at DESC, d.id DESC
        LIMIT 1) AS reasons`;
const joins = `JOIN incident i ON i.id = w.incident_id
     JOIN expense e ON e.id = w.expense_id
     LEFT JOIN person p ON p.id = w.assignee_id`;

/** SQL, the conditions of a list of work items (`w`), whose values go to the end of `values`. */
async function conditionsOf(tx: Tx, query: WorkItemQuery, values: unknown[]): Promise<string[]> {
  const conditions = ['true'];
  const add = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  // one condition, in the text of the partial indexes
  if (query.state) add((place) => `w.state = ${place}`, query.state);
  else
    conditions.push(
      query.assignee ? `w.state IN ('offered','accepted')` : `w.state IN ('unassigned','offered','accepted')`,
    );
  if (query.assignee)
    add((place) => `w.assignee_id = ${place}`, query.assignee === 'me' ? tx.actor.id : checkedId(query.assignee));
  if (query.due === 'late') conditions.push('w.due_at < now()');
  if (query.lane) add((place) => `w.lane = ${place}`, query.lane);
  if (query.standing === 'ready') {
    add((place) => `w.assignee_id = ${place}`, tx.actor.id);
    add((place) => `w.expense_id = ANY (${place})`, await readyExpenses(tx));
  }
  if (tx.actor.as === 'adjuster' && query.assignee !== 'me') {
    add(
      (place) =>
        `(w.assignee_id = ${place} OR w.lane IN (SELECT lane FROM skill WHERE person_id = ${place} AND to_on IS NULL))`,
      tx.actor.id,
    );
  }
  return conditions;
}

/** How many work items a list has, whatever its page. */
export async function countWorkItems(tx: Tx, query: WorkItemQuery): Promise<number> {
  const values: unknown[] = [];
  const conditions = await conditionsOf(tx, query, values);
  return countOf(tx, `SELECT count(*) AS many FROM work_item w WHERE ${conditions.join(' AND ')}`, values);
}

/**
 * Work items by due date, the soonest first unless asked otherwise, by cursor. Adjusters see their lanes and their own
 * items.
 */
export async function listWorkItems(tx: Tx, query: WorkItemQuery): Promise<Page<WorkItemDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const values: unknown[] = [limit + 1];
  const conditions = await conditionsOf(tx, query, values);
  const [than, order] = inOrder(query.sort !== 'latest');
  if (after) {
    values.push(...after);
    conditions.push(`(w.due_at, w.id) ${than} ($${values.length - 1}::timestamptz, $${values.length}::uuid)`);
  }
  // the page is cut before joins
  const rows = await tx.rows<Row & { due_text: string }>(
    `${select}, to_char(w.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS due_text
       FROM (
           SELECT w.*
           FROM work_item w
           WHERE ${conditions.join(' AND ')}
           ORDER BY w.due_at ${order}, w.id ${order}
           LIMIT $1) w ${joins}
       ORDER BY w.due_at ${order}, w.id ${order}`,
    values,
  );
  return toPage(rows, limit, (row) => [row.due_text, row.id], toItem);
}

/** One work item. Throws `requests.not-found`. */
export async function workItemView(tx: Tx, id: string): Promise<WorkItemDto> {
  const row = await tx.one<Row>(`${select} FROM work_item w ${joins} WHERE w.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  const item = await workItemById(tx, id);
  const claims = item.state === 'unassigned' && tx.actor.roles.some((role) => adjusting.includes(role));
  const missing = claims ? await claimNeeds(tx, item) : [];
  return { ...toItem(row), allowedActions: workItemMover.allowed(tx.actor, item, missing) };
}

const adjusting: readonly Role[] = ['adjuster', 'senior-adjuster'];

/** What the reader lacks now to claim an unassigned item. */
async function claimNeeds(tx: Tx, item: WorkItemRow): Promise<CodedText[]> {
  const incident = await incidentById(tx, item.incident_id);
  const expense = await expenseById(tx, item.expense_id);
  const person = (await deskPeopleShown(tx, [item.lane])).find(({ personId }) => personId === tx.actor.id);
  const ties = (await caseTies(tx, [incident])).get(incident.id);
  if (!person || !ties) return [codedText('routing.skill-missing')];
  return claimMissing(candidateOf(person, expense, incident, { ties, apart: item.apart }), item.lane, item.relaxed);
}

/** The items of one expense, newest first. */
export async function workItemsOfExpense(tx: Tx, expenseId: string): Promise<WorkItemDto[]> {
  return (
    await tx.rows<Row>(
      `${select}
         FROM work_item w ${joins}
         WHERE w.incident_id = (SELECT x.incident_id FROM expense x WHERE x.id = $1) AND w.expense_id = $1
         ORDER BY w.created_at DESC, w.id DESC`,
      [expenseId],
    )
  ).map(toItem);
}

function checkedId(text: string): string {
  if (!/^[0-9a-f-]{36}$/i.test(text))
    throw new Problem('requests.wrong-form', { errors: [{ pointer: '/assignee', code: 'requests.wrong-form' }] });
  return text;
}

function toItem(row: Row): WorkItemDto {
  return {
    id: row.id,
    state: row.state,
    stateJa: workItemStateNames[row.state].ja,
    stateEn: workItemStateNames[row.state].en,
    lane: row.lane,
    laneJa: laneNames[row.lane].ja,
    laneEn: laneNames[row.lane].en,
    assignee: row.assignee_id && row.assignee_name ? { id: row.assignee_id, name: row.assignee_name } : null,
    lapsesAt: row.lapses_at?.toISOString() ?? null,
    dueAt: row.due_at.toISOString(),
    since: row.created_at.toISOString(),
    leadAlertedAt: row.lead_alerted_at?.toISOString() ?? null,
    incidentId: row.incident_id,
    caseNumber: row.case_number,
    institutionName: row.institution_name,
    expenseId: row.expense_id,
    line: row.line,
    category: row.category,
    amount: row.amount_yen,
    tax: row.tax_yen,
    claimed: claimedOf(row),
    expenseState: row.expense_state,
    expenseStateJa: expenseStateNames[row.expense_state].ja,
    expenseStateEn: expenseStateNames[row.expense_state].en,
    canDecide: row.state === 'accepted' && row.expense_state === 'in-review',
    version: row.version,
    reasons: row.reasons?.reasons ?? [],
    allowedActions: [],
  };
}
