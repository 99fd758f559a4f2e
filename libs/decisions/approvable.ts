import type { Tx } from '#database';
import type { CodedText } from '#kernel';
import type { ExpenseEntity } from '#expenses';
import type { IncidentEntity } from '#incidents';
import type { ApprovableDto } from './approvable.dto.js';
import { notAllPayable, statementTogether } from './decision-words.js';
import { assessedNow, previewOf } from './decision-preview.js';
import { refusalTexts } from './proposal-hurdles.js';

/** The most expenses that an adjuster can have accepted. */
const most = 100;

/**
 * The expenses that the reader has in review, by due date. An expense without flags could be approved now at its
 * assessed amount: all of it is payable, within the reader's own authority, nothing is missing and no question is left
 * to a person.
 */
export async function approvablesOf(tx: Tx): Promise<ApprovableDto[]> {
  const rows = await tx.rows<
    Pick<ExpenseEntity, 'id' | 'incident_id' | 'line' | 'category' | 'version'> &
      Pick<IncidentEntity, 'case_number' | 'institution_name'>
  >(
    `SELECT e.id, e.incident_id, i.case_number, i.institution_name, e.line, e.category, e.version
       FROM work_item w JOIN expense e ON e.id = w.expense_id JOIN incident i ON i.id = w.incident_id
      WHERE w.assignee_id = $1 AND w.state = 'accepted' AND e.state = 'in-review' ORDER BY w.due_at, w.id LIMIT $2`,
    [tx.actor.id, most],
  );
  const items: ApprovableDto[] = [];
  for (const row of rows) {
    const { claimed, assessed } = await assessedNow(tx, row.id);
    const flags = await againstIt(tx, row.id);
    items.push({
      expenseId: row.id,
      incidentId: row.incident_id,
      caseNumber: row.case_number,
      line: row.line,
      category: row.category,
      institutionName: row.institution_name,
      claimed,
      assessed,
      flags: flags.map(({ code, textJa, textEn }) => ({ code, textJa, textEn })),
      version: row.version,
    });
  }
  return items;
}

/** Why an expense is not approved together with others; empty when it can be. Its assessment is shown in any case. */
async function againstIt(tx: Tx, expenseId: string): Promise<readonly CodedText[]> {
  try {
    const preview = await previewOf(tx, expenseId);
    return [
      ...(preview.months.length > 0 ? [statementTogether] : []),
      ...(preview.outcome === 'payable' && preview.assessed === preview.claimed ? [] : [notAllPayable]),
      ...preview.needs.missing,
      ...preview.questions,
      ...preview.hurdles,
    ];
  } catch (error) {
    return refusalTexts(error);
  }
}
