import type { Tx } from '#database';
import { decisionById, draftOf, groundsOf, type ProposeDecisionDto, type DecisionEntity } from '#decisions';
import { expenseById } from '#expenses';
import { rowsOf, type LetterLine } from './letter-content.js';
import { letterOpenings, letterTitles } from './letter-words.js';
import type { LetterPreviewDto } from './letter.dto.js';
import { linesOfLetter } from './letter-lines.js';

/** The letter about a decision, by the function that writes it; nothing is written. Throws `requests.not-found`. */
export async function letterPreview(tx: Tx, decisionId: string): Promise<LetterPreviewDto> {
  const decision = await decisionById(tx, decisionId);
  return textOf(tx, decision, await linesOfLetter(tx, decision), await groundsOf(tx, decisionId));
}

/** The same for an unsigned proposal; nothing is stored. Throws what the proposal throws for its body. */
export async function draftPreview(tx: Tx, expenseId: string, body: ProposeDecisionDto): Promise<LetterPreviewDto> {
  const { decision, expenseIds } = await draftOf(tx, expenseId, body);
  return textOf(tx, decision, await linesOfLetter(tx, decision, expenseIds), []);
}

async function textOf(
  tx: Tx,
  decision: DecisionEntity,
  lines: readonly LetterLine[],
  articles: readonly string[],
): Promise<LetterPreviewDto> {
  const denied = decision.amount_yen === 0;
  const { pay_to } = await expenseById(tx, decision.expense_id);
  return {
    titleJa: letterTitles[denied ? 'denial-notice' : 'payment-notice'],
    openingJa: letterOpenings[denied ? 'denied' : pay_to === 'victim' ? 'paid-to-victim' : 'paid'],
    lines: lines.map((line) => ({ heading: line.name, rows: rowsOf(line), text: line.text })),
    articles: [...articles],
  };
}
