import { reachOf } from '#access';
import type { Tx } from '#database';
import { mostLookedAt, type CodedText } from '#kernel';
import type { ExpenseEntity } from '#expenses';
import { institutionNameOf, type IncidentEntity } from '#incidents';
import { readyExpenses } from '#routing';
import type { ApprovableDto } from './approvable.dto.js';
import { notAllPayable, questionsStanding, standingWords, statementTogether } from './decision-words.js';
import { previewsOf, type Previews } from './decision-preview.js';
import type { DecisionPreviewDto } from './decision-preview.dto.js';
import { refusalTexts } from './proposal-hurdles.js';

/**
 * The expenses that the reader has in review, by due date, so many as are looked at. An expense without flags could be
 * approved now at its assessed amount: all of it is payable but for the institution's recoverable tax, within the
 * reader's own authority, nothing is missing and no question is left to a person.
 */
export async function approvablesOf(tx: Tx): Promise<ApprovableDto[]> {
  const rows = await tx.rows<
    Pick<ExpenseEntity, 'id' | 'incident_id' | 'line' | 'category' | 'version'> &
      Pick<IncidentEntity, 'case_number' | 'institution_name'>
  >(
    `SELECT e.id, e.incident_id, i.case_number,
            ${institutionNameOf('i')} AS institution_name, e.line, e.category, e.version
       FROM work_item w JOIN expense e ON e.id = w.expense_id JOIN incident i ON i.id = w.incident_id
      WHERE w.assignee_id = $1 AND w.state = 'accepted' AND e.state = 'in-review' ORDER BY w.due_at, w.id LIMIT $2`,
    [tx.actor.id, mostLookedAt],
  );
  const previews = await previewsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const items: ApprovableDto[] = [];
  for (const row of rows) {
    const { claimed, assessed, flags, standing: waitsFor } = await lookAt(previews, row.id);
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
      standing: waitsFor,
      version: row.version,
    });
  }
  return items;
}

readyExpenses.supply(async (tx) => {
  if (!tx.actor.roles.some((role) => reachOf('decisions.propose', role) !== null)) return [];
  return (await approvablesOf(tx)).filter(({ flags }) => flags.length === 0).map(({ expenseId }) => expenseId);
});

/** What stands against approving an expense together with others, and what it waits for, in a word; whole yen. */
interface Looked {
  readonly claimed: number;
  readonly assessed: number | null;
  readonly flags: readonly CodedText[];
  readonly standing: CodedText;
}

/** Its assessment is shown in any case. */
async function lookAt(previews: Previews, expenseId: string): Promise<Looked> {
  try {
    const preview = await previews.preview(expenseId);
    const flags = [
      ...(preview.months.length > 0 ? [statementTogether] : []),
      ...(isPlainlyPayable(preview) ? [] : [notAllPayable]),
      ...preview.needs.missing,
      ...preview.questions,
      ...preview.hurdles,
    ];
    const { claimed, months } = preview;
    const assessed = months.find((month) => month.expenseId === expenseId)?.part ?? preview.assessed;
    return { claimed, assessed, flags, standing: standingOf(preview, flags) };
  } catch (error) {
    const flags = refusalTexts(error);
    const isCheck = flags.some(({ code }) => code.startsWith('decisions.check-missing'));
    return { ...(await previews.assessedNow(expenseId)), flags, standing: standing(isCheck ? 'checks' : 'look') };
  }
}

/** All of it is payable, or all but the tax that the institution takes off its own. */
function isPlainlyPayable({ outcome, steps, assessed, claimed }: DecisionPreviewDto): boolean {
  if (outcome === 'payable') return assessed === claimed;
  return outcome === 'reduced' && steps.length > 0 && steps.every(({ code }) => code === 'recoverable-tax');
}

const standing = (code: keyof typeof standingWords): CodedText => ({
  code,
  textJa: standingWords[code].ja,
  textEn: standingWords[code].en,
});

/** The first that has to be done, in the order in which it is done. */
function standingOf(preview: DecisionPreviewDto, flags: readonly CodedText[]): CodedText {
  const has = (code: string): boolean => preview.hurdles.some((hurdle) => hurdle.code === code);
  if (has('decisions.case-not-open')) return standing('case-not-open');
  if (has('decisions.duplicate-open')) return standing('duplicate');
  if (preview.hurdles.some(({ code }) => /^evidence-(missing|locked)\./.test(code))) return standing('papers');
  if (preview.questions.length > 0) {
    const { ja, en } = questionsStanding(preview.questions.length);
    return { code: 'questions', textJa: ja, textEn: en };
  }
  if (preview.months.length > 0) return standing('months');
  if (preview.steps.some(({ code }) => code === 'aggregate-limit')) return standing('limit');
  if (preview.hurdles.length > 0) return standing('look');
  if (preview.needs.missing.length > 0) return standing('signature');
  return standing(flags.length > 0 ? 'look' : 'ready');
}
